import type { Kysely } from 'kysely'
import type { Tables } from '../database/tables.ts'
import { findTenants, maxTenants } from '../portal-users/tenants-repository.ts'
import { Refusal } from './refusal.ts'

/** The id of the organisation of a slug; without one, of the only one. @throws Refusal where it is not clear which */
export async function organisationOf(kysely: Kysely<Tables>, slug: string | undefined): Promise<string> {
  const [tenant, ...others] = await findTenants(kysely, slug)
  if (!tenant)
    throw new Refusal(
      slug === undefined ? 'There is no active organisation.' : `There is no active organisation ${slug}.`,
    )
  if (others.length === 0) return tenant.id
  const slugs = [tenant, ...others].map((one) => one.slug).join(', ')
  const andMore = others.length + 1 === maxTenants ? ' …' : ''
  throw new Refusal(`There are several organisations; say which with --tenant: ${slugs}${andMore}`)
}
