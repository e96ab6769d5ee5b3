import { randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import { type LinkPurpose, linkPurposes } from '../../schemas/passwords.ts'
import type { Settings } from '../config.ts'
import type { ItsmDatabase } from '../database/itsm/itsm-database.ts'
import type { Tables } from '../database/tables.ts'
import { sha256 } from '../sha256.ts'

/**
 * Makes a link by which a portal user may set a password (OWASP, Forgot Password): 256 random bits, stored as a hash.
 * An invitation voids all former links of this user. A link for a forgotten password, which anybody may have sent, voids
 * those of its kind: an invitation keeps its time.
 *
 * @returns the address, which begins with PUBLIC_URL whatever a request says; null without that setting. The token
 *   stands after the `#`, so that it gets into no log and no referrer.
 */
export async function createLink(
  kysely: Kysely<Tables>,
  database: ItsmDatabase,
  settings: Settings,
  portalUserId: string,
  purpose: LinkPurpose,
  now: Date,
): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await deleteLinks(kysely, portalUserId, purpose === 'reset' ? ['reset'] : linkPurposes)
  const lifetime =
    purpose === 'invitation' ? settings.INVITATION_LIFETIME_HOURS * 60 : settings.PASSWORD_RESET_LIFETIME_MINUTES
  await kysely
    .insertInto('customer_portal_links')
    .values({
      token_hash: sha256(token),
      portal_user_id: portalUserId,
      purpose,
      created_at: database.stored('customer_portal_links', 'created_at', now),
      expires_at: database.stored('customer_portal_links', 'expires_at', new Date(now.getTime() + lifetime * 60_000)),
    })
    .execute()
  return `${settings.PUBLIC_URL ?? ''}/portal/password#${token}`
}

/** Whom a link is for. */
export interface LinkHolder {
  portalUserId: string
  purpose: LinkPurpose
  email: string
  displayName: string
  customerName: string
  tenantId: string
  tenantSlug: string
}

/** Whom a token is for, while it works and the user, customer and tenant are switched on; null otherwise. */
export async function findLinkHolder(database: ItsmDatabase, token: string, now: Date): Promise<LinkHolder | null> {
  const row = await database.kysely
    .selectFrom('customer_portal_links as link')
    .innerJoin('customer_portal_users as user', 'user.id', 'link.portal_user_id')
    .innerJoin('customers', (join) =>
      join.onRef('customers.id', '=', 'user.customer_id').onRef('customers.tenant_id', '=', 'user.tenant_id'),
    )
    .innerJoin('tenants', 'tenants.id', 'user.tenant_id')
    .select([
      'user.id as portalUserId',
      'link.purpose as purpose',
      'user.email as email',
      'user.display_name as displayName',
      'customers.name as customerName',
      'tenants.id as tenantId',
      'tenants.slug as tenantSlug',
    ])
    .where('link.token_hash', '=', sha256(token))
    .where('link.expires_at', '>', database.stored('customer_portal_links', 'expires_at', now))
    .where('user.is_active', '=', 1)
    .where('customers.is_active', '=', 1)
    .where('tenants.is_active', '=', 1)
    .executeTakeFirst()
  return row ? { ...row, purpose: row.purpose as LinkPurpose } : null
}

/**
 * Uses a portal user's token up, and voids their other links with it.
 *
 * @returns whether it was there: of two requests with links of one user, one gets true
 */
export async function takeLink(kysely: Kysely<Tables>, portalUserId: string, token: string): Promise<boolean> {
  const { numDeletedRows } = await kysely
    .deleteFrom('customer_portal_links')
    .where('token_hash', '=', sha256(token))
    .executeTakeFirst()
  const isTaken = numDeletedRows > 0n
  if (isTaken) await deleteLinks(kysely, portalUserId)
  return isTaken
}

/** Voids the links of a portal user: all, or those for some purposes. */
export async function deleteLinks(
  kysely: Kysely<Tables>,
  portalUserId: string,
  purposes: readonly LinkPurpose[] = linkPurposes,
): Promise<void> {
  await kysely
    .deleteFrom('customer_portal_links')
    .where('portal_user_id', '=', portalUserId)
    .where('purpose', 'in', purposes)
    .execute()
}
