import type { Database } from '../database/connection.ts'

/** The roles of the ITSM whose holders administer the portal users of their tenant. */
const administeringRoles = ['admin', 'manager']

/** An agent of the ITSM who administers the portal users of a tenant. */
export interface Administrator {
  userId: string
  displayName: string
  tenantId: string
  tenantName: string
  tenantSlug: string
}

/**
 * Finds the agent who administers a tenant. The agent must be active and must not be an author mirror, the tenant must be
 * active, and the membership must have an administering role. Otherwise null, also for a superadmin without membership.
 */
export async function findAdministrator(
  { kysely }: Database,
  tenantId: string,
  userId: string,
): Promise<Administrator | null> {
  const row = await kysely
    .selectFrom('tenant_user_memberships as membership')
    .innerJoin('users', 'users.id', 'membership.user_id')
    .innerJoin('tenants', 'tenants.id', 'membership.tenant_id')
    .select([
      'users.id as userId',
      'users.display_name as displayName',
      'tenants.id as tenantId',
      'tenants.name as tenantName',
      'tenants.slug as tenantSlug',
      'membership.role as role',
    ])
    .where('membership.tenant_id', '=', tenantId)
    .where('membership.user_id', '=', userId)
    .where('users.is_active', '=', 1)
    .where('users.auth_provider', '<>', 'portal')
    .where('tenants.is_active', '=', 1)
    .executeTakeFirst()
  // Most collations ignore case and accents.
  if (row?.tenantId !== tenantId || row.userId !== userId || !administeringRoles.includes(row.role)) return null
  const { role: _, ...administrator } = row
  return administrator
}
