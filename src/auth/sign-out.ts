import { inTransaction, type OutsideTransaction } from '../database/transaction.ts'
import type { Caller } from './caller.ts'
import { recordSecurityEvent } from './security-log.ts'
import type { AuthServices } from './services.ts'
import { deleteSession } from './sessions-repository.ts'

/** Ends the session of the request. It ends at once on this replica, and within seconds on the others. */
export async function signOut(
  database: OutsideTransaction,
  { forgetSessions }: Pick<AuthServices, 'forgetSessions'>,
  { scope: { portalUserId }, sessionId, client, now }: Caller,
): Promise<void> {
  await inTransaction(database, now, async (transaction) => {
    await deleteSession(transaction, portalUserId, sessionId)
    transaction.onCommit(() => forgetSessions(sessionId))
    await recordSecurityEvent(transaction, portalUserId, { event: 'SIGNED_OUT', client })
  })
}
