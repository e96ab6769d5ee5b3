import { apiError } from '../api-error.ts'
import { inTransaction, type OutsideTransaction } from '../database/transaction.ts'
import type { Client } from './client.ts'
import { noteSignIn } from './repository.ts'
import { deleteOldSecurityEvents, recordSecurityEvent } from './security-log.ts'
import { insertSession } from './sessions-repository.ts'
import type { SignedIn } from './sign-in.ts'

/** Whose session it is. */
export interface SessionUser {
  id: string
  email: string
  displayName: string
  customerId: string
  tenantId: string
}

/** Makes the token of a new session. */
export type IssueToken = (user: SessionUser, now: Date) => { token: string; sessionId: string; expiresAt: Date }

/** A session that was started. */
export interface StartedSession {
  token: string
  expiresAt: Date
  user: SessionUser
}

/**
 * Starts the session of somebody who has signed in, however that was.
 *
 * @throws INVALID_CREDENTIALS where the account was switched off, or got another password, since they were looked at:
 *   who changes either ends the sessions that are there, and this one would come after it
 */
export async function startSession(
  database: OutsideTransaction,
  issueToken: IssueToken,
  { signedIn, client, now }: { signedIn: SignedIn; client: Client; now: Date },
): Promise<StartedSession> {
  const { account, passwordHash, codeCheck } = signedIn
  const { id, email, displayName, customerId, tenantId } = account
  const user = { id, email, displayName, customerId, tenantId }
  const { token, sessionId, expiresAt } = issueToken(user, now)
  await inTransaction(database, now, async (transaction) => {
    // First, since it also locks the row: what changes the account meanwhile waits, and ends this session with the others.
    if (!(await noteSignIn(transaction, account, { passwordHash, language: client.language })))
      throw apiError('INVALID_CREDENTIALS')
    await insertSession(transaction, id, { session: { id: sessionId, expiresAt }, client })
    await recordSecurityEvent(transaction, id, { event: 'SIGNED_IN', client })
    if (codeCheck === 'recovery code')
      await recordSecurityEvent(transaction, id, { event: 'RECOVERY_CODE_USED', client })
    await deleteOldSecurityEvents(transaction, id)
  })
  return { token, expiresAt, user }
}
