import type { Kysely } from 'kysely'
import type { Tables } from '../../database/tables.ts'

/** The portal users of a tenant with an e-mail, at most two. @param email in lower case */
export async function findUsersByEmail(
  kysely: Kysely<Tables>,
  tenantId: string,
  email: string,
): Promise<{ id: string; email: string }[]> {
  return kysely
    .selectFrom('customer_portal_users')
    .select(['id', 'email'])
    .where('tenant_id', '=', tenantId)
    .where('email_key', '=', email)
    .limit(2)
    .execute()
}

/** Keeps others from linking the same portal user until the transaction ends. @returns whether the user is active */
export async function holdActiveUser(kysely: Kysely<Tables>, portalUserId: string): Promise<boolean> {
  // Setting what is there already locks the row, in the words of every database.
  await kysely
    .updateTable('customer_portal_users')
    .set({ is_active: 1 })
    .where('id', '=', portalUserId)
    .where('is_active', '=', 1)
    .execute()
  const row = await kysely
    .selectFrom('customer_portal_users as user')
    .innerJoin('customers', (join) =>
      join.onRef('customers.id', '=', 'user.customer_id').onRef('customers.tenant_id', '=', 'user.tenant_id'),
    )
    .select('user.id')
    .where('user.id', '=', portalUserId)
    .where('user.is_active', '=', 1)
    .where('customers.is_active', '=', 1)
    .executeTakeFirst()
  return row !== undefined
}
