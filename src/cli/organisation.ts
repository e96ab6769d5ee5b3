import type { Database } from '../database/connection.ts'
import { type Customer, findCustomers } from '../portal-users/customers-repository.ts'
import { findTenants, maxTenants } from '../portal-users/tenants-repository.ts'
import { Refusal } from './refusal.ts'

/** The id of the organisation of a slug; without one, of the only one. @throws Refusal where it is not clear which */
export async function organisationOf(database: Database, slug: string | undefined): Promise<string> {
  const tenants = await findTenants(database, slug)
  const [tenant] = tenants
  if (tenant && tenants.length === 1) return tenant.id
  if (tenant) throw new Refusal(`There are several organisations; say which with --tenant: ${slugsOf(tenants)}`)
  const others = slug === undefined ? [] : await findTenants(database, undefined)
  if (others.length === 0) throw new Refusal('There is no active organisation.')
  throw new Refusal(`There is no active organisation ${slug}; say which with --tenant: ${slugsOf(others)}`)
}

function slugsOf(tenants: readonly { slug: string }[]): string {
  return tenants.map(({ slug }) => slug).join(', ') + (tenants.length === maxTenants ? ' …' : '')
}

/** The active customer of the organisation that is meant. @throws Refusal where it is not clear which */
export async function customerOf(database: Database, tenantId: string, idOrName: string): Promise<Customer> {
  const customers = await findCustomers(database, tenantId, idOrName)
  const [customer] = customers
  if (!customer) throw new Refusal(`There is no active customer "${idOrName}".`)
  if (customers.length > 1)
    throw new Refusal(`There are several active customers "${idOrName}"; say which by id: ${idsOf(customers)}`)
  return customer
}

/** Of rows that share a name, what tells them apart. */
export function idsOf(rows: readonly { id: string }[]): string {
  return rows
    .map(({ id }) => id)
    .toSorted()
    .join(', ')
}
