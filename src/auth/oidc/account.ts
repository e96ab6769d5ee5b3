import type { Kysely } from 'kysely'
import { maxDisplayName, maxEmail } from '../../../schemas/portal-users.ts'
import { isDuplicateKey } from '../../database/duplicate-key.ts'
import type { ItsmDatabase } from '../../database/itsm/itsm-database.ts'
import type { Tables } from '../../database/tables.ts'
import { inTransaction } from '../../database/transaction.ts'
import { addPortalUser } from '../../portal-users/add-portal-user.ts'
import { isActiveCustomer } from '../../portal-users/customers-repository.ts'
import { problemsOf } from '../../portal-users/portal-user.ts'
import type { Client } from '../client.ts'
import { type Account, findAccountOf, holdActiveUser } from '../repository.ts'
import { recordSecurityEvent } from '../security-log.ts'
import { findUsersByEmail } from './accounts-repository.ts'
import { findHolder, hasIdentityAt, insertIdentity } from './identities-repository.ts'
import type { ProvenIdentity } from './provider-sign-in.ts'
import type { IdentityProvider } from './providers-repository.ts'
import { SingleSignOnRefusal } from './refusal.ts'

const maxSubject = 255

/**
 * The account of somebody who has signed in at the identity provider of a tenant: the one that their identity is bound
 * to. One that is not known yet is bound to the portal user with its verified e-mail, or to a new one where the
 * operator wants that.
 *
 * @throws SingleSignOnRefusal for every reason alike
 */
export async function accountOf(
  database: ItsmDatabase,
  provider: IdentityProvider,
  identity: ProvenIdentity,
  client: Client,
  now: Date,
): Promise<Account> {
  const portalUserId =
    (await findHolder(database.kysely, identity)) ??
    (await bindForTheFirstTime(database, provider, identity, client, now))
  const account = await findAccountOf(database, provider.tenantId, portalUserId)
  if (!account) throw refused('the identity belongs to nobody of this tenant')
  if (!account.isActive) throw refused('the account is switched off')
  return account
}

async function bindForTheFirstTime(
  database: ItsmDatabase,
  provider: IdentityProvider,
  identity: ProvenIdentity,
  client: Client,
  now: Date,
): Promise<string> {
  const email = allowedEmail(provider, identity)
  try {
    return await inTransaction(database, now, async ({ kysely: transaction }) => {
      const [user, another] = await findUsersByEmail(transaction, provider.tenantId, email)
      if (another) throw refused('several portal users have this e-mail')
      const portalUserId = user
        ? await linkable(transaction, user, email, identity.issuer)
        : await create(transaction, database, provider, identity, email, now)
      await insertIdentity(transaction, database, identity, portalUserId, now)
      await recordSecurityEvent(transaction, database, portalUserId, 'IDENTITY_LINKED', client, now)
      return portalUserId
    })
  } catch (error) {
    const refusal = isDuplicateKey(error) ? refused('somebody else was faster') : error
    if (!(refusal instanceof SingleSignOnRefusal)) throw error
    // Another request of the same person may have been faster: what refused this one is then their own account.
    const portalUserId = await findHolder(database.kysely, identity)
    if (portalUserId === null) throw refusal
    return portalUserId
  }
}

/**
 * The e-mail by which an identity may be bound, in lower case. ASCII only: what looks like an allowed domain, or like
 * somebody else's address to the collation of the database, is none.
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

async function linkable(
  transaction: Kysely<Tables>,
  user: { id: string; email: string },
  email: string,
  issuer: string,
): Promise<string> {
  if (user.email.toLowerCase() !== email) throw refused('the portal user has another e-mail')
  if (!(await holdActiveUser(transaction, user.id))) throw refused('the account is switched off')
  // An address can pass on to somebody else at the customer; the account does not.
  if (await hasIdentityAt(transaction, user.id, issuer)) throw refused('the account has another identity there')
  return user.id
}

async function create(
  transaction: Kysely<Tables>,
  database: ItsmDatabase,
  { tenantId, createdForCustomerId }: IdentityProvider,
  { issuer, name }: ProvenIdentity,
  email: string,
  now: Date,
): Promise<string> {
  if (createdForCustomerId === null) throw refused('there is no portal user with this e-mail')
  if (!(await isActiveCustomer(transaction, tenantId, createdForCustomerId)))
    throw refused('the customer for new portal users is switched off')
  const displayName = plainName(name) || email.slice(0, maxDisplayName)
  const user = { email, displayName, customerId: createdForCustomerId, language: null }
  const problems = problemsOf(user)
  if (problems.length > 0) throw refused(`no portal user can be made of it: ${problems.join(', ')}`)
  return (await addPortalUser(transaction, database, tenantId, { kind: 'identity-provider', id: issuer }, user, now)).id
}

/** A name as the provider gives it, on one line and no longer than names are here. */
function plainName(name: string | null): string {
  const line = (name ?? '').replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ').trim()
  return [...line].slice(0, maxDisplayName).join('').trim()
}

function refused(reason: string): SingleSignOnRefusal {
  return new SingleSignOnRefusal('SINGLE_SIGN_ON_REFUSED', reason)
}
