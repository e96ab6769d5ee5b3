import type { ItsmDatabase } from '../database/itsm/itsm-database.ts'
import type { Transaction } from '../database/transaction.ts'
import { sha256 } from '../sha256.ts'

/** A person at an identity provider: the issuer and its subject. */
export interface Identity {
  issuer: string
  subject: string
}

function keyOf({ issuer, subject }: Identity): string {
  return sha256(`${issuer}\n${subject}`)
}

/** The portal user that an identity belongs to; null for one that is not known. */
export async function findHolder({ kysely }: ItsmDatabase, identity: Identity): Promise<string | null> {
  const row = await kysely
    .selectFrom('customer_portal_identities')
    .select('portal_user_id')
    .where('identity_key', '=', keyOf(identity))
    .executeTakeFirst()
  return row?.portal_user_id ?? null
}

/** Whether a portal user has an identity at any issuer. */
export async function hasIdentity({ kysely }: ItsmDatabase, portalUserId: string): Promise<boolean> {
  const row = await kysely
    .selectFrom('customer_portal_identities')
    .select('identity_key')
    .where('portal_user_id', '=', portalUserId)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Whether a portal user has an identity at an issuer. */
export async function hasIdentityAt({ kysely }: ItsmDatabase, portalUserId: string, issuer: string): Promise<boolean> {
  const rows = await kysely
    .selectFrom('customer_portal_identities')
    .select('issuer')
    .where('portal_user_id', '=', portalUserId)
    .execute()
  return rows.some((row) => row.issuer === issuer)
}

/** Binds an identity to a portal user. */
export async function insertIdentity(
  { kysely, stored, now }: Transaction,
  identity: Identity,
  portalUserId: string,
): Promise<void> {
  await kysely
    .insertInto('customer_portal_identities')
    .values({
      identity_key: keyOf(identity),
      issuer: identity.issuer,
      subject: identity.subject,
      portal_user_id: portalUserId,
      created_at: stored('customer_portal_identities', 'created_at', now),
    })
    .execute()
}
