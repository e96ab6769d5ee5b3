import type { Kysely } from 'kysely'
import type { Tables } from '../database/tables.ts'
import { findCustomer } from '../portal-users/customers-repository.ts'
import { findTenants, maxTenants } from '../portal-users/tenants-repository.ts'
import { Refusal } from './refusal.ts'

/** The id of the organisation of a slug; without one, of the only one. @throws Refusal where it is not clear which */
export async function organisationOf(kysely: Kysely<Tables>, slug: string | undefined): Promise<string> {
  const tenants = await findTenants(kysely, slug)
  const [tenant] = tenants
  if (!tenant)
    throw new Refusal(
      slug === undefined ? 'There is no active organisation.' : `There is no active organisation ${slug}.`,
    )
  if (tenants.length === 1) return tenant.id
  const slugs = tenants.map((one) => one.slug).join(', ')
  const andMore = tenants.length === maxTenants ? ' …' : ''
  throw new Refusal(`There are several organisations; say which with --tenant: ${slugs}${andMore}`)
}

/** The id of an active customer of the organisation. @throws Refusal where it is not clear which */
export async function customerOf(kysely: Kysely<Tables>, tenantId: string, idOrName: string): Promise<string> {
  const found = await findCustomer(kysely, tenantId, idOrName)
  if (!found) throw new Refusal(`There is no active customer "${idOrName}", or more than one.`)
  return found.id
}
