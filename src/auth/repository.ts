import type { Kysely } from 'kysely'
import type { Profile } from '../../schemas/auth.ts'
import type { Host } from '../database/host/host.ts'
import type { Tables } from '../database/tables.ts'
import { toIso, toStored } from '../database/timestamps.ts'
import { inTransaction } from '../database/transaction.ts'
import type { CustomerScope } from '../plugins/authentication.ts'

/** A portal user as sign-in sees it. */
export interface Account {
  id: string
  tenantId: string
  customerId: string
  email: string
  displayName: string
  passwordHash: string
  /** Whether the portal user, the customer and the tenant are all switched on. */
  isActive: boolean
}

/**
 * The account behind an organisation and an e-mail, whatever the case of the e-mail.
 *
 * @returns null where there is none, and where there are several: nobody signs in through an ambiguous address
 */
export async function findAccount(host: Host, tenantSlug: string, email: string): Promise<Account | null> {
  const rows = await host.kysely
    .selectFrom('tenants')
    .innerJoin('customer_portal_users as user', 'user.tenant_id', 'tenants.id')
    .innerJoin('customers', (join) =>
      join.onRef('customers.id', '=', 'user.customer_id').onRef('customers.tenant_id', '=', 'user.tenant_id'),
    )
    .select([
      'tenants.slug as slug',
      'user.id as id',
      'user.tenant_id as tenantId',
      'user.customer_id as customerId',
      'user.email as email',
      'user.display_name as displayName',
      'user.password_hash as passwordHash',
      'user.is_active as userIsActive',
      'customers.is_active as customerIsActive',
      'tenants.is_active as tenantIsActive',
    ])
    .where('tenants.slug', '=', tenantSlug)
    .where('user.email_key', '=', email.toLowerCase())
    .limit(2)
    .execute()
  const [row] = rows
  if (!row || rows.length > 1) return null
  const { slug, userIsActive, customerIsActive, tenantIsActive, ...account } = row
  // Most collations also take `démo` for `demo`: every such spelling would have a limit of sign-in tries of its own.
  if (slug.toLowerCase() !== tenantSlug.toLowerCase()) return null
  return { ...account, isActive: userIsActive === 1 && customerIsActive === 1 && tenantIsActive === 1 }
}

/**
 * Puts a session down, with the time of the sign-in, and clears away the user's sessions that have run out.
 *
 * @param newPasswordHash replaces the stored hash, unless that has changed since it was read
 */
export async function startSession(
  host: Host,
  account: Account,
  session: { id: string; createdAt: Date; expiresAt: Date },
  newPasswordHash: string | null,
): Promise<void> {
  await inTransaction(host, async (transaction) => {
    await transaction
      .insertInto('customer_portal_sessions')
      .values({
        id: session.id,
        portal_user_id: account.id,
        created_at: toStored(host.form('customer_portal_sessions', 'created_at'), session.createdAt),
        expires_at: toStored(host.form('customer_portal_sessions', 'expires_at'), session.expiresAt),
      })
      .execute()
    await transaction
      .updateTable('customer_portal_users')
      .set({ last_login: toStored(host.form('customer_portal_users', 'last_login'), session.createdAt) })
      .where('id', '=', account.id)
      .execute()
    if (newPasswordHash !== null)
      await transaction
        .updateTable('customer_portal_users')
        .set({ password_hash: newPasswordHash })
        .where('id', '=', account.id)
        .where('password_hash', '=', account.passwordHash)
        .execute()
    await deleteExpiredSessions(transaction, host, account.id, session.createdAt)
  })
}

function deleteExpiredSessions(kysely: Kysely<Tables>, host: Host, portalUserId: string, now: Date) {
  return kysely
    .deleteFrom('customer_portal_sessions')
    .where('portal_user_id', '=', portalUserId)
    .where('expires_at', '<', toStored(host.form('customer_portal_sessions', 'expires_at'), now))
    .execute()
}

/** Ends a session: its token works no longer. */
export async function endSession(host: Host, sessionId: string): Promise<void> {
  await host.kysely.deleteFrom('customer_portal_sessions').where('id', '=', sessionId).execute()
}

/** Whom a session belongs to, as the database says now. */
export interface SessionHolder {
  id: string
  tenantId: string
  customerId: string
  displayName: string
}

/** The portal user of a session; null once it was ended or the user, customer or tenant is switched off. */
export async function findSessionHolder(host: Host, sessionId: string): Promise<SessionHolder | null> {
  const row = await host.kysely
    .selectFrom('customer_portal_sessions as session')
    .innerJoin('customer_portal_users as user', 'user.id', 'session.portal_user_id')
    .innerJoin('customers', (join) =>
      join.onRef('customers.id', '=', 'user.customer_id').onRef('customers.tenant_id', '=', 'user.tenant_id'),
    )
    .innerJoin('tenants', 'tenants.id', 'user.tenant_id')
    .select([
      'user.id as id',
      'user.tenant_id as tenantId',
      'user.customer_id as customerId',
      'user.display_name as displayName',
    ])
    .where('session.id', '=', sessionId)
    .where('user.is_active', '=', 1)
    .where('customers.is_active', '=', 1)
    .where('tenants.is_active', '=', 1)
    .executeTakeFirst()
  return row ?? null
}

/** The signed-in portal user with customer and tenant; null if they were deleted meanwhile. */
export async function findProfile(host: Host, scope: CustomerScope): Promise<Profile | null> {
  const row = await host.kysely
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
