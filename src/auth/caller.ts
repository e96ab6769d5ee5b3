import type { Client } from './client.ts'
import type { CustomerScope } from './customer-scope.ts'

/** A signed-in portal user who does something to their own account. */
export interface Caller {
  scope: CustomerScope
  /** The session of the request. */
  sessionId: string
  client: Client
  now: Date
}
