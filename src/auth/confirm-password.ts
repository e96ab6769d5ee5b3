import { apiError } from '../api-error.ts'
import { inTransaction, type OutsideTransaction } from '../database/transaction.ts'
import type { Caller } from './caller.ts'
import { assertFitsHashing } from './passwords.ts'
import { type Account, findOwnAccount } from './repository.ts'
import { recordSecurityEvent } from './security-log.ts'
import type { AuthServices } from './services.ts'

/** The signed-in user's password, which confirms that it is them. */
export interface Confirmation {
  /** Their password. */
  password: string
  /** Counts an attempt in the same way as sign-in attempts. @throws RATE_LIMITED */
  countAttempt(account: string): Promise<void>
}

/** The key under which the attempts of a signed-in user are counted. */
export function confirmationKey({ scope }: Caller): string {
  return JSON.stringify(['confirm', scope.portalUserId])
}

/**
 * Checks the password of the signed-in user again. A stolen session alone must not change the account's protection.
 *
 * @throws WRONG_PASSWORD; VALIDATION_FAILED if it is too long; RATE_LIMITED after too many attempts
 */
export async function confirmPassword(
  database: OutsideTransaction,
  { passwords }: Pick<AuthServices, 'passwords'>,
  { password, countAttempt, ...caller }: Caller & Confirmation,
): Promise<Account> {
  assertFitsHashing(password)
  await countAttempt(confirmationKey(caller))
  const account = await findOwnAccount(database, caller.scope)
  if (!account) throw apiError('UNAUTHENTICATED')
  if (await passwords.verify(account.passwordHash, password)) return account
  await inTransaction(database, caller.now, (transaction) =>
    recordSecurityEvent(transaction, account.id, { event: 'SIGN_IN_FAILED', client: caller.client }),
  )
  throw apiError('WRONG_PASSWORD')
}
