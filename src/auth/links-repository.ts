import { type LinkPurpose, linkPurposes } from '../../schemas/passwords.ts'
import type { ItsmDatabase } from '../database/itsm/itsm-database.ts'
import type { Transaction } from '../database/transaction.ts'
import { sha256 } from '../sha256.ts'
import { accounts, isSwitchedOn } from './accounts.ts'

/** A link by which a portal user may set a password. */
export interface NewLink {
  /** Stored as a hash. */
  token: string
  portalUserId: string
  purpose: LinkPurpose
  expiresAt: Date
}

/** Inserts a link. */
export async function insertLink(
  { kysely, stored, now }: Transaction,
  { token, portalUserId, purpose, expiresAt }: NewLink,
): Promise<void> {
  await kysely
    .insertInto('customer_portal_links')
    .values({
      token_hash: sha256(token),
      portal_user_id: portalUserId,
      purpose,
      created_at: stored('customer_portal_links', 'created_at', now),
      expires_at: stored('customer_portal_links', 'expires_at', expiresAt),
    })
    .execute()
}

/** The portal user whom a link is for. */
export interface LinkHolder {
  id: string
  purpose: LinkPurpose
  email: string
  displayName: string
  /** The language of mails to them; null if it is unknown. */
  language: string | null
  customerName: string
  tenantSlug: string
}

/** The portal user of a token; null if the token is not valid, or if the account is not active. */
export async function findLinkHolder(database: ItsmDatabase, token: string, now: Date): Promise<LinkHolder | null> {
  const row = await accounts(database.kysely)
    .innerJoin('customer_portal_links as link', 'link.portal_user_id', 'user.id')
    .select([
      'user.id as id',
      'link.purpose as purpose',
      'user.email as email',
      'user.display_name as displayName',
      'user.language as language',
      'customers.name as customerName',
      'tenants.slug as tenantSlug',
    ])
    .where('link.token_hash', '=', sha256(token))
    .where('link.expires_at', '>', database.stored('customer_portal_links', 'expires_at', now))
    .where(isSwitchedOn)
    .executeTakeFirst()
  return row ? { ...row, purpose: row.purpose as LinkPurpose } : null
}

/**
 * Uses up the token of a portal user, and voids their other links.
 *
 * @returns whether the token was valid. Of two concurrent requests with links of one user, only one gets true
 */
export async function takeLink(transaction: Transaction, portalUserId: string, token: string): Promise<boolean> {
  const { numDeletedRows } = await transaction.kysely
    .deleteFrom('customer_portal_links')
    .where('token_hash', '=', sha256(token))
    .executeTakeFirst()
  const isTaken = numDeletedRows > 0n
  if (isTaken) await deleteLinks(transaction, portalUserId)
  return isTaken
}

/** Voids the links of a portal user: all, or those for some purposes. */
export async function deleteLinks(
  { kysely }: Transaction,
  portalUserId: string,
  purposes: readonly LinkPurpose[] = linkPurposes,
): Promise<void> {
  await kysely
    .deleteFrom('customer_portal_links')
    .where('portal_user_id', '=', portalUserId)
    .where('purpose', 'in', purposes)
    .execute()
}
