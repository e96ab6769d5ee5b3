import type { ItsmDatabase } from '../database/itsm/itsm-database.ts'

/** The portal users of a tenant with an e-mail, at most two. @param email in lower case */
export async function findUsersByEmail(
  { kysely }: ItsmDatabase,
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
