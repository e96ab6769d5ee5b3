import { apiError } from '../api-error.ts'
import { inTransaction, type OutsideTransaction } from '../database/transaction.ts'
import type { Caller } from './caller.ts'
import { assertFitsHashing } from './passwords.ts'
import { type Account, findOwnAccount } from './repository.ts'
import { recordSecurityEvent } from './security-log.ts'
import type { AuthServices } from './services.ts'

/** How the signed-in user proves who they are once more. */
export interface Confirmation {
  /** Their password. */
  password: string
  /** Counts a try, as sign-ins are counted. @throws RATE_LIMITED */
  countTry(account: string): Promise<void>
}

/** The key under which the tries of a signed-in user are counted. */
export function confirmationKey({ scope }: Caller): string {
  return JSON.stringify(['confirm', scope.portalUserId])
}

/**
 * Has the signed-in user prove who they are once more, before something that a borrowed session must not do.
 *
 * @throws WRONG_PASSWORD; VALIDATION_FAILED where it is too long; RATE_LIMITED after too many tries
 */
export async function confirmPassword(
  database: OutsideTransaction,
  { passwords }: Pick<AuthServices, 'passwords'>,
  { password, countTry, ...caller }: Caller & Confirmation,
): Promise<Account> {
  assertFitsHashing(password)
  await countTry(confirmationKey(caller))
  const account = await findOwnAccount(database, caller.scope)
  if (!account) throw apiError('UNAUTHENTICATED')
  if (await passwords.verify(account.passwordHash, password)) return account
  await inTransaction(database, caller.now, (transaction) =>
    recordSecurityEvent(transaction, account.id, { event: 'SIGN_IN_FAILED', client: caller.client }),
  )
  throw apiError('WRONG_PASSWORD')
}
