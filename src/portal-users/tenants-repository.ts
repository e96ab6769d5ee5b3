import type { Database } from '../database/connection.ts'

/** The largest number of tenants that is found. */
export const maxTenants = 20

/** The active tenants, sorted by slug. With `slug`, only that tenant. */
export async function findTenants(
  { kysely }: Database,
  slug: string | undefined,
): Promise<{ id: string; slug: string }[]> {
  let query = kysely
    .selectFrom('tenants')
    .select(['id', 'slug'])
    .where('is_active', '=', 1)
    .orderBy('slug')
    .limit(maxTenants)
  if (slug !== undefined) query = query.where('slug', '=', slug)
  const tenants = await query.execute()
  // Most collations also take `démo` for `demo`.
  return tenants.filter((tenant) => slug === undefined || tenant.slug.toLowerCase() === slug.toLowerCase())
}
