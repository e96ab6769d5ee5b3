import type { FastifyInstance } from 'fastify'
import type { Client } from './client.ts'
import { type SignedIn, startSession } from './sign-in.ts'

/** Opens the session of somebody who has signed in, however that was. @returns its token and whose it is */
export async function openSession(app: FastifyInstance, signedIn: SignedIn, client: Client, createdAt: Date) {
  const { id, tenantId, customerId, email, displayName } = signedIn.account
  const user = { email, displayName, customerId, tenantId }
  const { token, sessionId, expiresAt } = app.issueToken({ sub: id, ...user }, createdAt)
  await startSession(app.database, signedIn, { id: sessionId, createdAt, expiresAt }, client)
  return { token, expiresAt, user: { id, ...user } }
}
