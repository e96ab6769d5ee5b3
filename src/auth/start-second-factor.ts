import { apiError } from '../api-error.ts'
import { inTransaction, type OutsideTransaction } from '../database/transaction.ts'
import type { Caller } from './caller.ts'
import { type Confirmation, confirmPassword } from './confirm-password.ts'
import { newAppSecret, secondFactorContext } from './one-time-codes.ts'
import { insertAppSecret } from './second-factor-repository.ts'
import type { AuthServices } from './services.ts'

/**
 * Creates a secret for the authenticator app of the signed-in user. It replaces one that was not confirmed.
 *
 * @returns the secret, also as a URI that apps read
 * @throws SECOND_FACTOR_STATE if a second factor is on already; WRONG_PASSWORD; RATE_LIMITED
 */
export async function startSecondFactor(
  database: OutsideTransaction,
  services: Pick<AuthServices, 'passwords' | 'encryption'>,
  confirmation: Caller & Confirmation,
): Promise<{ secret: string; uri: string }> {
  const { id, email } = await confirmPassword(database, services, confirmation)
  const app = newAppSecret(email)
  const encrypted = services.encryption.encrypt(secondFactorContext(id), app.secret)
  const isStarted = await inTransaction(database, confirmation.now, (transaction) =>
    insertAppSecret(transaction, id, encrypted),
  )
  if (!isStarted) throw apiError('SECOND_FACTOR_STATE')
  return app
}
