import { inTransaction, type OutsideTransaction } from '../database/transaction.ts'
import type { Caller } from './caller.ts'
import { type Confirmation, confirmPassword } from './confirm-password.ts'
import { deleteSecondFactor } from './second-factor-repository.ts'
import { recordSecurityEvent } from './security-log.ts'
import type { AuthServices } from './services.ts'

/**
 * Turns off the second factor of the signed-in user. Without one, nothing happens.
 *
 * @throws WRONG_PASSWORD; RATE_LIMITED
 */
export async function disableSecondFactor(
  database: OutsideTransaction,
  services: Pick<AuthServices, 'passwords' | 'mail'>,
  confirmation: Caller & Confirmation,
): Promise<void> {
  const { client, now } = confirmation
  const account = await confirmPassword(database, services, confirmation)
  await inTransaction(database, now, async (transaction) => {
    if (!(await deleteSecondFactor(transaction, account.id))) return
    await recordSecurityEvent(transaction, account.id, { event: 'SECOND_FACTOR_DISABLED', client })
    await services.mail?.put(transaction, account, { template: 'second-factor-disabled', link: null })
  })
}
