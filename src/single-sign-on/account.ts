import { findHolder } from '../auth/identities-repository.ts'
import { type Account, findAccountOf } from '../auth/repository.ts'
import type { OutsideTransaction } from '../database/transaction.ts'
import { bindIdentity, type SignInAtProvider } from './bind-identity.ts'
import { refused } from './refusal.ts'

/**
 * The account of a person who has signed in at the identity provider of a tenant. An identity that is not bound to an
 * account yet is bound now.
 *
 * @throws SingleSignOnRefusal, with the same code for every reason
 */
export async function accountOf(database: OutsideTransaction, signIn: SignInAtProvider): Promise<Account> {
  const portalUserId = (await findHolder(database, signIn.identity)) ?? (await bindIdentity(database, signIn))
  const account = await findAccountOf(database, signIn.provider.tenantId, portalUserId)
  if (!account) throw refused('the identity belongs to nobody of this tenant')
  if (!account.isActive) throw refused('the account is switched off')
  return account
}
