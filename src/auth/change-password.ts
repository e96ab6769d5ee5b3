import { apiError } from '../api-error.ts'
import { inTransaction, type OutsideTransaction } from '../database/transaction.ts'
import type { Caller } from './caller.ts'
import { type Confirmation, confirmPassword } from './confirm-password.ts'
import { assertGoodPassword } from './password-policy.ts'
import { assertFitsHashing } from './passwords.ts'
import type { AuthServices } from './services.ts'
import { setPassword } from './set-password.ts'

/**
 * Changes the password of the signed-in user; the session of the request stays.
 *
 * @throws WRONG_PASSWORD; PASSWORD_TOO_WEAK; VALIDATION_FAILED if one is too long; RATE_LIMITED
 */
export async function changePassword(
  database: OutsideTransaction,
  services: Pick<AuthServices, 'passwords' | 'mail' | 'forgetSessions'>,
  { newPassword, ...confirmation }: Caller & Confirmation & { newPassword: string },
): Promise<void> {
  const { sessionId, client, now } = confirmation
  assertFitsHashing(newPassword)
  const owner = await confirmPassword(database, services, confirmation)
  await assertGoodPassword(newPassword, owner, 'body/newPassword')
  const passwordHash = await services.passwords.hash(newPassword)
  await inTransaction(database, now, async (transaction) => {
    const isSet = await setPassword(transaction, services, {
      owner,
      passwordHash,
      former: owner.passwordHash,
      keptSessionId: sessionId,
      event: 'PASSWORD_CHANGED',
      client,
    })
    // Another request has changed the password in the meantime.
    if (!isSet) throw apiError('WRONG_PASSWORD')
  })
}
