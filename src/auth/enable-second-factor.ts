import { apiError } from '../api-error.ts'
import { inTransaction, type OutsideTransaction } from '../database/transaction.ts'
import type { Caller } from './caller.ts'
import { newRecoveryCodes, secondFactorContext, stepOf } from './one-time-codes.ts'
import { findOwnAccount } from './repository.ts'
import { confirmAppSecret, findAppSecret } from './second-factor-repository.ts'
import { recordSecurityEvent } from './security-log.ts'
import type { AuthServices } from './services.ts'

/**
 * Turns on the second factor of the signed-in user if the code proves that the app is set up.
 *
 * @returns the recovery codes. Only their hashes are stored
 * @throws INVALID_CODE; SECOND_FACTOR_STATE if the setup was not started, or the second factor is on already
 */
export async function enableSecondFactor(
  database: OutsideTransaction,
  { encryption, mail }: Pick<AuthServices, 'encryption' | 'mail'>,
  { code, scope, client, now }: Caller & { code: string },
): Promise<string[]> {
  const account = await findOwnAccount(database, scope)
  if (!account) throw apiError('UNAUTHENTICATED')
  return inTransaction(database, now, async (transaction) => {
    const app = await findAppSecret(transaction, account.id)
    if (!app || app.isConfirmed) throw apiError('SECOND_FACTOR_STATE')
    const step = stepOf(encryption.decrypt(secondFactorContext(account.id), app.encryptedSecret), code, now)
    if (step === null) throw apiError('INVALID_CODE')
    const recoveryCodes = newRecoveryCodes()
    const confirmed = { encryptedSecret: app.encryptedSecret, step, recoveryCodes }
    if (!(await confirmAppSecret(transaction, account.id, confirmed))) throw apiError('SECOND_FACTOR_STATE')
    await recordSecurityEvent(transaction, account.id, { event: 'SECOND_FACTOR_ENABLED', client })
    await mail?.put(transaction, account, { template: 'second-factor-enabled', link: null })
    return recoveryCodes
  })
}
