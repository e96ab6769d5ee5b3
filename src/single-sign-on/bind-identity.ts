import { maxDisplayName, maxEmail } from '../../schemas/portal-users.ts'
import type { Client } from '../auth/client.ts'
import { findHolder, hasIdentityAt, insertIdentity } from '../auth/identities-repository.ts'
import type { IdentityProvider } from '../auth/identity-providers-repository.ts'
import { lockActiveUser } from '../auth/repository.ts'
import { recordSecurityEvent } from '../auth/security-log.ts'
import { isDuplicateKey } from '../database/duplicate-key.ts'
import { inTransaction, type OutsideTransaction, type Transaction } from '../database/transaction.ts'
import { addPortalUser } from '../portal-users/add-portal-user.ts'
import { isActiveCustomer } from '../portal-users/customers-repository.ts'
import { problemsOf } from '../portal-users/portal-user.ts'
import { findUsersByEmail } from './accounts-repository.ts'
import type { ProvenIdentity } from './provider-sign-in.ts'
import { refused, SingleSignOnRefusal } from './refusal.ts'

const maxSubject = 255

/** A sign-in at the identity provider of a tenant. */
export interface SignInAtProvider {
  provider: IdentityProvider
  identity: ProvenIdentity
  client: Client
  now: Date
}

/**
 * Binds an unknown identity to the portal user with its verified e-mail. Without such a user it creates one, if the
 * operator has configured that.
 *
 * @returns the id of the portal user
 * @throws SingleSignOnRefusal, with the same code for every reason
 */
export async function bindIdentity(database: OutsideTransaction, signIn: SignInAtProvider): Promise<string> {
  const { provider, identity, client, now } = signIn
  const email = allowedEmail(provider, identity)
  try {
    return await inTransaction(database, now, async (transaction) => {
      const [user, another] = await findUsersByEmail(transaction, provider.tenantId, email)
      if (another) throw refused('several portal users have this e-mail')
      const portalUserId = user
        ? await linkable(transaction, user, { email, issuer: identity.issuer })
        : await create(transaction, signIn, email)
      await insertIdentity(transaction, identity, portalUserId)
      await recordSecurityEvent(transaction, portalUserId, { event: 'IDENTITY_LINKED', client })
      return portalUserId
    })
  } catch (error) {
    const refusal = isDuplicateKey(error) ? refused('somebody else was faster') : error
    if (!(refusal instanceof SingleSignOnRefusal)) throw error
    // A concurrent request of the same person may have bound the identity. The conflict is then with their own account.
    const portalUserId = await findHolder(database, identity)
    if (portalUserId === null) throw refusal
    return portalUserId
  }
}

/**
 * The e-mail by which an identity may be bound, in lower case. It must be ASCII. Other characters can look like an
 * allowed domain, or can equal another person's address in the collation of the database.
 */
function allowedEmail({ emailDomains }: IdentityProvider, { verifiedEmail, subject }: ProvenIdentity): string {
  if (verifiedEmail === null) throw refused('the provider has not verified the e-mail')
  if (!/^[\x21-\x3f\x41-\x7e]+@[a-zA-Z0-9.-]+$/.test(verifiedEmail) || verifiedEmail.length > maxEmail)
    throw refused('the e-mail is not a plain one')
  if (subject.length > maxSubject) throw refused('the subject is too long')
  const email = verifiedEmail.toLowerCase()
  if (!emailDomains.includes(email.slice(email.indexOf('@') + 1))) throw refused('the domain is not allowed')
  return email
}

/** The id of the portal user with the e-mail, if the identity may be bound to them. */
async function linkable(
  transaction: Transaction,
  user: { id: string; email: string },
  { email, issuer }: { email: string; issuer: string },
): Promise<string> {
  if (user.email.toLowerCase() !== email) throw refused('the portal user has another e-mail')
  if (!(await lockActiveUser(transaction, user.id))) throw refused('the account is switched off')
  // A customer can give an address to another person. The account stays with the first one.
  if (await hasIdentityAt(transaction, user.id, issuer)) throw refused('the account has another identity there')
  return user.id
}

/** Creates a portal user with the e-mail, if the operator has configured that. */
async function create(
  transaction: Transaction,
  { provider: { tenantId, createdForCustomerId }, identity: { issuer, name } }: SignInAtProvider,
  email: string,
): Promise<string> {
  if (createdForCustomerId === null) throw refused('there is no portal user with this e-mail')
  if (!(await isActiveCustomer(transaction, tenantId, createdForCustomerId)))
    throw refused('the customer for new portal users is switched off')
  const displayName = plainName(name) || email.slice(0, maxDisplayName)
  const user = { email, displayName, customerId: createdForCustomerId, language: null }
  const problems = problemsOf(user)
  if (problems.length > 0) throw refused(`no portal user can be made of it: ${problems.join(', ')}`)
  const actor = { kind: 'identity-provider', id: issuer } as const
  return (await addPortalUser(transaction, { tenantId, actor }, user)).id
}

/** The name from the provider, on one line and shortened to the length that names may have. */
function plainName(name: string | null): string {
  const line = (name ?? '').replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ').trim()
  return [...line].slice(0, maxDisplayName).join('').trim()
}
