import { apiError } from '../api-error.ts'
import { inTransaction, type OutsideTransaction } from '../database/transaction.ts'
import type { Client } from './client.ts'
import { noteSignIn } from './repository.ts'
import { deleteOldSecurityEvents, recordSecurityEvent } from './security-log.ts'
import { insertSession } from './sessions-repository.ts'
import type { SignedIn } from './sign-in.ts'

/** The user of a session. */
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
 * Starts the session of a user who has signed in, by password or through an identity provider.
 *
 * @throws INVALID_CREDENTIALS if the account was disabled, or got another password, after the credentials were checked.
 *   Such a change ends the existing sessions, and this session must not start after it
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
    // This comes first because it locks the row. A concurrent change of the account waits, and then ends this session too.
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
