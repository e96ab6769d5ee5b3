import { type Kysely, type SqlBool, sql } from 'kysely'
import type { PortalUserStatus } from '../../schemas/portal-users.ts'
import { noPassword } from '../auth/accounts.ts'
import { findSecondFactor } from '../auth/second-factor-repository.ts'
import type { Database } from '../database/connection.ts'
import type { ItsmDatabase } from '../database/itsm/itsm-database.ts'
import { containing, like } from '../database/like.ts'
import type { Flag, Tables } from '../database/tables.ts'
import { toIso, toIsoRequired } from '../database/timestamps.ts'
import type { Transaction } from '../database/transaction.ts'
import type { MailLanguage } from '../mail/messages.ts'
import type { NewPortalUser, PortalUser, PortalUserDetail } from './portal-user.ts'

/** The filter of a list of portal users. */
export interface PortalUserFilter {
  /** Part of the e-mail, the name or the customer's name. */
  q?: string | undefined
  status?: PortalUserStatus | undefined
}

function portalUsers(kysely: Kysely<Tables>, tenantId: string) {
  return kysely
    .selectFrom('customer_portal_users as user')
    .leftJoin('customers', (join) =>
      join.onRef('customers.id', '=', 'user.customer_id').onRef('customers.tenant_id', '=', 'user.tenant_id'),
    )
    .where('user.tenant_id', '=', tenantId)
}

/** Whether the user signs in through an identity provider, and so needs no password. */
const hasIdentity = sql<number>`exists (select 1 from customer_portal_identities as bound
  where bound.portal_user_id = ${sql.ref('user.id')})`

const columns = [
  'user.id as id',
  'user.email as email',
  'user.display_name as displayName',
  'user.customer_id as customerId',
  'customers.name as customerName',
  'user.password_hash as passwordHash',
  'user.is_active as isActive',
  'user.language as language',
  'user.created_at as createdAt',
  'user.last_login as lastLogin',
  hasIdentity.as('hasIdentity'),
] as const

interface Row {
  id: string
  email: string
  displayName: string
  customerId: string
  customerName: string | null
  passwordHash: string
  isActive: number
  language: string | null
  createdAt: string
  lastLogin: string | null
  hasIdentity: number
}

function statusOf({ isActive, passwordHash, hasIdentity }: Row): PortalUserStatus {
  if (isActive !== 1) return 'disabled'
  return passwordHash === noPassword && !hasIdentity ? 'invited' : 'active'
}

function toPortalUser(row: Row): PortalUser {
  return {
    id: row.id,
    email: row.email,
    displayName: row.displayName,
    customerId: row.customerId,
    customerName: row.customerName ?? '',
    status: statusOf(row),
    language: row.language === 'de' || row.language === 'en' ? row.language : null,
    createdAt: toIsoRequired(row.createdAt),
    lastLoginAt: toIso(row.lastLogin),
  }
}

function matching(kysely: Kysely<Tables>, tenantId: string, { q, status }: PortalUserFilter) {
  let query = portalUsers(kysely, tenantId)
  if (q) {
    const pattern = containing(q)
    query = query.where((eb) =>
      eb.or([like('user.email', pattern), like('user.display_name', pattern), like('customers.name', pattern)]),
    )
  }
  if (status === 'disabled') query = query.where('user.is_active', '<>', 1)
  const isInvited = sql<SqlBool>`(${sql.ref('user.password_hash')} = ${noPassword} and not ${hasIdentity})`
  if (status === 'invited') query = query.where('user.is_active', '=', 1).where(isInvited)
  if (status === 'active') query = query.where('user.is_active', '=', 1).where(sql<SqlBool>`not ${isInvited}`)
  return query
}

/** One page of a tenant's portal users, by e-mail. */
export async function listPortalUsers(
  database: ItsmDatabase,
  tenantId: string,
  { page, limit, ...filter }: PortalUserFilter & { page: number; limit: number },
): Promise<{ users: PortalUser[]; total: number }> {
  const found = matching(database.kysely, tenantId, filter)
  const rows = await found
    .select(columns)
    .orderBy('user.email_key')
    .orderBy('user.id')
    .limit(limit)
    .offset((page - 1) * limit)
    .execute()
  const { total } = await found.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  return { users: rows.map(toPortalUser), total: Number(total) }
}

/** A tenant's portal user by id or e-mail; null if there is none, or if several share the e-mail. */
export async function findPortalUser(
  database: Database,
  tenantId: string,
  idOrEmail: string,
): Promise<PortalUser | null> {
  const [user, another] = await findPortalUsers(database, tenantId, idOrEmail)
  return another ? null : (user ?? null)
}

/** A tenant's portal users with an id or e-mail, at most twenty. Rows that existed before the portal can share an e-mail. */
export async function findPortalUsers(
  { kysely }: Database,
  tenantId: string,
  idOrEmail: string,
): Promise<PortalUser[]> {
  const rows = await portalUsers(kysely, tenantId)
    .select(columns)
    .where((eb) => eb.or([eb('user.id', '=', idOrEmail), eb('user.email_key', '=', keyOf(idOrEmail))]))
    .limit(20)
    .execute()
  return rows.map(toPortalUser)
}

/** A portal user in full; null as for {@link findPortalUser}. */
export async function findPortalUserDetail(
  database: ItsmDatabase,
  tenantId: string,
  { idOrEmail, now }: { idOrEmail: string; now: Date },
): Promise<PortalUserDetail | null> {
  const user = await findPortalUser(database, tenantId, idOrEmail)
  return user && detailOf(database, user, now)
}

/** A portal user with sessions, second factor and link, for administrators. */
export async function detailOf(database: ItsmDatabase, user: PortalUser, now: Date): Promise<PortalUserDetail> {
  const { kysely } = database
  const { sessions } = await kysely
    .selectFrom('customer_portal_sessions')
    .select((eb) => eb.fn.countAll<number>().as('sessions'))
    .where('portal_user_id', '=', user.id)
    .where('expires_at', '>', database.stored('customer_portal_sessions', 'expires_at', now))
    .executeTakeFirstOrThrow()
  const link = await kysely
    .selectFrom('customer_portal_links')
    .select('expires_at')
    .where('portal_user_id', '=', user.id)
    .where('expires_at', '>', database.stored('customer_portal_links', 'expires_at', now))
    .executeTakeFirst()
  return {
    ...user,
    sessions: Number(sessions),
    hasSecondFactor: (await findSecondFactor(database, user.id)).isEnabled,
    linkExpiresAt: toIso(link?.expires_at ?? null),
  }
}

/** Inserts a portal user who has no password yet. @throws if the e-mail is taken (a duplicate key) */
export async function insertPortalUser(
  transaction: Transaction,
  tenantId: string,
  user: NewPortalUser & { id: string },
): Promise<PortalUser> {
  const { kysely, stored, now } = transaction
  await kysely
    .insertInto('customer_portal_users')
    .values({
      id: user.id,
      tenant_id: tenantId,
      customer_id: user.customerId,
      email: user.email,
      display_name: user.displayName,
      password_hash: noPassword,
      is_active: 1,
      language: user.language,
      created_at: stored('customer_portal_users', 'created_at', now),
    })
    .execute()
  const inserted = await findPortalUser(transaction, tenantId, user.id)
  if (!inserted) throw new Error('the portal user is not there')
  return inserted
}

/** The columns of a portal user that administrators change. */
export interface PortalUserColumns {
  is_active?: Flag
  display_name?: string
  customer_id?: string
  language?: MailLanguage | null
}

/** Changes a portal user. */
export async function updatePortalUser(
  { kysely }: Transaction,
  tenantId: string,
  { id, ...columns }: PortalUserColumns & { id: string },
): Promise<void> {
  await kysely
    .updateTable('customer_portal_users')
    .set(columns)
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute()
}

/** Locks a tenant's portal user until the transaction ends. @returns the user; null if there is none */
export async function lockPortalUser(
  transaction: Transaction,
  tenantId: string,
  id: string,
): Promise<PortalUser | null> {
  // An update that changes nothing locks the row in every database.
  await transaction.kysely
    .updateTable('customer_portal_users')
    .set((eb) => ({ is_active: eb.ref('is_active') }))
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute()
  const user = await findPortalUser(transaction, tenantId, id)
  return user?.id === id ? user : null
}

/** Reads every portal user of a tenant, in batches. */
export async function* allPortalUsers(database: ItsmDatabase, tenantId: string): AsyncIterable<PortalUser> {
  const portion = 500
  let last = ''
  for (;;) {
    const rows = await portalUsers(database.kysely, tenantId)
      .select(columns)
      .where('user.id', '>', last)
      .orderBy('user.id')
      .limit(portion)
      .execute()
    for (const row of rows) yield toPortalUser(row)
    if (rows.length < portion) return
    last = rows.at(-1)?.id ?? ''
  }
}

/** Finds the e-mails that are taken in a tenant, regardless of case. @returns them in lower case */
export async function findTakenEmails(
  { kysely }: Database,
  tenantId: string,
  emails: readonly string[],
): Promise<Set<string>> {
  const portion = 500
  const taken = new Set<string>()
  for (let from = 0; from < emails.length; from += portion) {
    const keys = emails.slice(from, from + portion).map(keyOf)
    const rows = await kysely
      .selectFrom('customer_portal_users')
      .select('email_key')
      .where('tenant_id', '=', tenantId)
      .where('email_key', 'in', keys)
      .execute()
    for (const { email_key } of rows) taken.add(email_key)
  }
  return taken
}

/** The key by which e-mails are compared. */
export function keyOf(email: string): string {
  return email.trim().toLowerCase()
}
