import type { FastifyRequest } from 'fastify'
import { type Client, clientOf } from './client.ts'
import type { CustomerScope } from './customer-scope.ts'

/** A signed-in portal user who does something to their own account. */
export interface Caller {
  scope: CustomerScope
  /** The session of the request. */
  sessionId: string
  client: Client
  now: Date
}

/** The sender of a request to an operation for portal users. */
export function callerOf(request: FastifyRequest, now: Date): Caller {
  return { scope: request.scope, sessionId: request.user.jti, client: clientOf(request), now }
}
