import type { Insertable } from 'kysely'
import type { Database } from '../database/connection.ts'
import type { Tables } from '../database/tables.ts'

type ProviderRow = Insertable<Tables['customer_portal_identity_providers']>

/** The id of an organisation; null where there is none. */
export async function findTenantId({ kysely }: Database, slug: string): Promise<string | null> {
  const row = await kysely.selectFrom('tenants').select(['id', 'slug']).where('slug', '=', slug).executeTakeFirst()
  return row && row.slug.toLowerCase() === slug.toLowerCase() ? row.id : null
}

/** The customers of a tenant with exactly this name. */
export async function findCustomers({ kysely }: Database, tenantId: string, name: string): Promise<{ id: string }[]> {
  const rows = await kysely
    .selectFrom('customers')
    .select(['id', 'name'])
    .where('tenant_id', '=', tenantId)
    .where('name', '=', name)
    .execute()
  return rows.filter((row) => row.name === name)
}

/** Configures the provider of a tenant, in place of one that is there. */
export async function putProvider({ kysely }: Database, row: ProviderRow): Promise<void> {
  await kysely.transaction().execute(async (transaction) => {
    await transaction.deleteFrom('customer_portal_identity_providers').where('tenant_id', '=', row.tenant_id).execute()
    await transaction.insertInto('customer_portal_identity_providers').values(row).execute()
  })
}

/** What is configured for a tenant. */
export async function findProviderRow({ kysely }: Database, tenantId: string) {
  return kysely
    .selectFrom('customer_portal_identity_providers as provider')
    .leftJoin('customers', 'customers.id', 'provider.created_for_customer_id')
    .select(['issuer', 'client_id as clientId', 'sealed_client_secret', 'email_domains', 'provider.is_active'])
    .select('customers.name as customerName')
    .where('provider.tenant_id', '=', tenantId)
    .executeTakeFirst()
}

/** @returns whether there was one */
export async function deleteProvider({ kysely }: Database, tenantId: string): Promise<boolean> {
  const { numDeletedRows } = await kysely
    .deleteFrom('customer_portal_identity_providers')
    .where('tenant_id', '=', tenantId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}
