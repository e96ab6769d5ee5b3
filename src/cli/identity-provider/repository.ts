import type { IdentityProvider } from '../../auth/identity-providers-repository.ts'
import type { Database } from '../../database/connection.ts'

/** Configures the provider of a tenant, in place of one that is there. */
export async function putProvider({ kysely }: Database, provider: IdentityProvider): Promise<void> {
  const { tenantId, issuer, clientId, encryptedClientSecret, emailDomains, createdForCustomerId } = provider
  await kysely.transaction().execute(async (transaction) => {
    await transaction.deleteFrom('customer_portal_identity_providers').where('tenant_id', '=', tenantId).execute()
    await transaction
      .insertInto('customer_portal_identity_providers')
      .values({
        tenant_id: tenantId,
        issuer,
        client_id: clientId,
        sealed_client_secret: encryptedClientSecret,
        email_domains: JSON.stringify(emailDomains),
        created_for_customer_id: createdForCustomerId,
        is_active: 1,
      })
      .execute()
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
