import { apiError } from '../api-error.ts'
import { inTransaction, type OutsideTransaction } from '../database/transaction.ts'
import type { Caller } from './caller.ts'
import { recordSecurityEvent } from './security-log.ts'
import type { AuthServices } from './services.ts'
import { deleteSession } from './sessions-repository.ts'

/** Ends a session of the signed-in user. @throws SESSION_NOT_FOUND */
export async function endSession(
  database: OutsideTransaction,
  { forgetSessions }: Pick<AuthServices, 'forgetSessions'>,
  { endedId, scope: { portalUserId }, client, now }: Caller & { endedId: string },
): Promise<void> {
  await inTransaction(database, now, async (transaction) => {
    if (!(await deleteSession(transaction, portalUserId, endedId))) throw apiError('SESSION_NOT_FOUND')
    transaction.onCommit(() => forgetSessions(endedId))
    await recordSecurityEvent(transaction, portalUserId, { event: 'SESSION_ENDED', client })
  })
}
