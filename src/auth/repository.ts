import type { Profile } from '../../schemas/auth.ts'
import type { ItsmDatabase } from '../database/itsm/itsm-database.ts'
import { toIso } from '../database/timestamps.ts'
import type { Transaction } from '../database/transaction.ts'
import { accounts, isSwitchedOn } from './accounts.ts'
import type { Client } from './client.ts'
import type { CustomerScope } from './customer-scope.ts'

/** A portal user as sign-in sees it. */
export interface Account {
  id: string
  tenantId: string
  customerId: string
  customerName: string
  email: string
  displayName: string
  passwordHash: string
  /** The language of mails to them, as far as it is known. */
  language: string | null
  /** Whether the portal user, the customer and the tenant are all switched on. */
  isActive: boolean
}

function accountRows({ kysely }: ItsmDatabase) {
  return accounts(kysely).select([
    'tenants.slug as slug',
    'user.id as id',
    'user.tenant_id as tenantId',
    'user.customer_id as customerId',
    'customers.name as customerName',
    'user.email as email',
    'user.display_name as displayName',
    'user.password_hash as passwordHash',
    'user.language as language',
    (eb) => isSwitchedOn(eb).as('isActive'),
  ])
}

type AccountRow = Awaited<ReturnType<ReturnType<typeof accountRows>['execute']>>[number]

function toAccount({ slug: _slug, isActive, ...account }: AccountRow): Account {
  return { ...account, isActive: Boolean(isActive) }
}

/** An address in the forms of Unicode: what is typed is composed, and rows of the ITSM may be decomposed. */
function spellingsOf(email: string): string[] {
  const key = email.toLowerCase()
  return [...new Set([key, key.normalize('NFC'), key.normalize('NFD')])]
}

/**
 * The account behind an organisation and an e-mail, whatever the case of the e-mail.
 *
 * @returns null where there is none, and where there are several: nobody signs in through an ambiguous address
 */
export async function findAccount(database: ItsmDatabase, tenantSlug: string, email: string): Promise<Account | null> {
  const rows = await accountRows(database)
    .where('tenants.slug', '=', tenantSlug)
    .where('user.email_key', 'in', spellingsOf(email))
    .limit(2)
    .execute()
  const [row] = rows
  if (!row || rows.length > 1) return null
  // Most collations also take `démo` for `demo`: every such spelling would have a limit of sign-in tries of its own.
  if (row.slug.toLowerCase() !== tenantSlug.toLowerCase()) return null
  return toAccount(row)
}

/** The account of the caller; null if it was deleted meanwhile. */
export async function findOwnAccount(database: ItsmDatabase, scope: CustomerScope): Promise<Account | null> {
  return findAccountOf(database, scope.tenantId, scope.portalUserId)
}

/** The account of a portal user of a tenant. */
export async function findAccountOf(
  database: ItsmDatabase,
  tenantId: string,
  portalUserId: string,
): Promise<Account | null> {
  const row = await accountRows(database)
    .where('user.id', '=', portalUserId)
    .where('user.tenant_id', '=', tenantId)
    .executeTakeFirst()
  return row ? toAccount(row) : null
}

/**
 * Notes when a portal user has signed in, and in which language.
 *
 * @param passwordHash that must still be theirs; null where it does not matter
 * @returns whether it is, and they are still switched on
 */
export async function noteSignIn(
  { kysely, stored, now }: Transaction,
  account: Account,
  { passwordHash, language }: { passwordHash: string | null; language: Client['language'] },
): Promise<boolean> {
  let update = kysely
    .updateTable('customer_portal_users')
    .set({
      last_login: stored('customer_portal_users', 'last_login', now),
      language: language ?? account.language,
    })
    .where('id', '=', account.id)
    .where('is_active', '=', 1)
  if (passwordHash !== null) update = update.where('password_hash', '=', passwordHash)
  return (await update.executeTakeFirst()).numUpdatedRows > 0n
}

/** Locks a portal user until the transaction ends. @returns whether the account is switched on */
export async function lockActiveUser({ kysely }: Transaction, portalUserId: string): Promise<boolean> {
  // Setting what is there already locks the row, in the words of every database.
  await kysely
    .updateTable('customer_portal_users')
    .set({ is_active: 1 })
    .where('id', '=', portalUserId)
    .where('is_active', '=', 1)
    .execute()
  const row = await accounts(kysely)
    .select('user.id')
    .where('user.id', '=', portalUserId)
    .where(isSwitchedOn)
    .executeTakeFirst()
  return row !== undefined
}

/**
 * Replaces a password.
 *
 * @param former the hash that it replaces; where that has changed since it was read, nothing happens
 * @returns whether it was replaced
 */
export async function replacePasswordHash(
  { kysely }: ItsmDatabase,
  portalUserId: string,
  { passwordHash, former }: { passwordHash: string; former?: string | undefined },
): Promise<boolean> {
  let update = kysely
    .updateTable('customer_portal_users')
    .set({ password_hash: passwordHash })
    .where('id', '=', portalUserId)
  if (former !== undefined) update = update.where('password_hash', '=', former)
  return (await update.executeTakeFirst()).numUpdatedRows > 0n
}

/** The signed-in portal user with customer and tenant; null if they were deleted meanwhile. */
export async function findProfile(database: ItsmDatabase, scope: CustomerScope): Promise<Profile | null> {
  const row = await database.kysely
    .selectFrom('customer_portal_users as user')
    .innerJoin('customers', 'customers.id', 'user.customer_id')
    .innerJoin('tenants', 'tenants.id', 'user.tenant_id')
    .select([
      'user.id as id',
      'user.email as email',
      'user.display_name as displayName',
      'user.last_login as lastLogin',
      'customers.id as customerId',
      'customers.name as customerName',
      'customers.industry as industry',
      'customers.contact_email as contactEmail',
      'tenants.name as tenantName',
      'tenants.slug as tenantSlug',
    ])
    .where('user.id', '=', scope.portalUserId)
    .where('user.tenant_id', '=', scope.tenantId)
    .where('customers.tenant_id', '=', scope.tenantId)
    .executeTakeFirst()
  if (!row) return null
  return {
    id: row.id,
    email: row.email,
    displayName: row.displayName,
    lastLoginAt: toIso(row.lastLogin),
    customer: { id: row.customerId, name: row.customerName, industry: row.industry, contactEmail: row.contactEmail },
    tenant: { name: row.tenantName, slug: row.tenantSlug },
  }
}
