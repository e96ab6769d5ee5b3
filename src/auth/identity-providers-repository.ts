import type { Config } from '../config/settings.ts'
import type { ItsmDatabase } from '../database/itsm/itsm-database.ts'
import type { EncryptedColumn } from '../encryption/encrypted-columns-repository.ts'

/** The context of encryption of the client secret of a tenant's identity provider. */
export const clientSecretContext = (tenantId: string) => `client secret of ${tenantId}`

/** The column of the encrypted client secrets of identity providers. */
export const clientSecretColumn: EncryptedColumn = {
  table: 'customer_portal_identity_providers',
  id: 'tenant_id',
  column: 'sealed_client_secret',
  context: clientSecretContext,
}

/** The identity provider of a tenant. */
export interface IdentityProvider {
  tenantId: string
  issuer: string
  clientId: string
  encryptedClientSecret: string | null
  /** In lower case. */
  emailDomains: string[]
  createdForCustomerId: string | null
}

function providers(database: ItsmDatabase) {
  return database.kysely
    .selectFrom('customer_portal_identity_providers as provider')
    .innerJoin('tenants', 'tenants.id', 'provider.tenant_id')
    .select([
      'tenants.slug as slug',
      'provider.tenant_id as tenantId',
      'provider.issuer as issuer',
      'provider.client_id as clientId',
      'provider.sealed_client_secret as encryptedClientSecret',
      'provider.email_domains as emailDomains',
      'provider.created_for_customer_id as createdForCustomerId',
    ])
    .where('provider.is_active', '=', 1)
    .where('tenants.is_active', '=', 1)
}

type ProviderRow = Awaited<ReturnType<ReturnType<typeof providers>['execute']>>[number]

function toProvider({ slug: _slug, emailDomains, ...provider }: ProviderRow): IdentityProvider {
  return { ...provider, emailDomains: JSON.parse(emailDomains) as string[] }
}

/** The identity provider of an organisation; null if it has none, or if either is inactive. */
export async function findProvider(database: ItsmDatabase, tenantSlug: string): Promise<IdentityProvider | null> {
  const row = await providers(database).where('tenants.slug', '=', tenantSlug).executeTakeFirst()
  // Most collations also take `démo` for `demo`.
  return row && row.slug.toLowerCase() === tenantSlug.toLowerCase() ? toProvider(row) : null
}

/** The identity provider of a tenant; null if it has none, or if either is inactive. */
export async function findProviderOf(database: ItsmDatabase, tenantId: string): Promise<IdentityProvider | null> {
  const row = await providers(database).where('provider.tenant_id', '=', tenantId).executeTakeFirst()
  return row ? toProvider(row) : null
}

/** Whether people of an organisation can sign in through an identity provider. */
export async function offersSingleSignOn(
  database: ItsmDatabase,
  { PUBLIC_URL }: Pick<Config, 'PUBLIC_URL'>,
  tenantSlug: string,
): Promise<boolean> {
  // Without PUBLIC_URL, the provider cannot be told where to send people back to.
  return PUBLIC_URL !== undefined && (await findProvider(database, tenantSlug)) !== null
}
