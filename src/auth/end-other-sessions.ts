import { inTransaction, type OutsideTransaction } from '../database/transaction.ts'
import type { Caller } from './caller.ts'
import { recordSecurityEvent } from './security-log.ts'
import type { AuthServices } from './services.ts'
import { deleteSessions } from './sessions-repository.ts'

/** Ends every session of the signed-in user except that of the request. */
export async function endOtherSessions(
  database: OutsideTransaction,
  { forgetSessions }: Pick<AuthServices, 'forgetSessions'>,
  { scope: { portalUserId }, sessionId, client, now }: Caller,
): Promise<void> {
  await inTransaction(database, now, async (transaction) => {
    await deleteSessions(transaction, portalUserId, sessionId)
    transaction.onCommit(() => forgetSessions())
    await recordSecurityEvent(transaction, portalUserId, { event: 'OTHER_SESSIONS_ENDED', client })
  })
}
