import { randomUUID } from 'node:crypto'
import { demoCustomers, demoIds, demoPassword, demoTenants } from '../../src/demo/people.ts'
import type { Row } from '../../src/demo/rows.ts'

/** What a portal user signs in with. */
export interface Login {
  tenantSlug: string
  email: string
  password: string
}

export interface BenchCustomer {
  id: string
  tenantId: string
}

export interface BenchUser {
  id: string
  customer: BenchCustomer
  email: string
}

const customer = (tenantId: string): BenchCustomer => ({ id: randomUUID(), tenantId })
const user = (of: BenchCustomer, name: string): BenchUser => ({
  id: randomUUID(),
  customer: of,
  email: `${name}@bench.example.com`,
})

/** A user of the customer with few tickets. */
export const smallUser = user(customer(demoIds.demoOrg), 'small')
/** A user of the customer with many tickets. */
export const largeUser = user(customer(demoIds.demoOrg), 'large')
/** The customers that have all the other tickets: most of them in the same tenant. */
export const otherCustomers: BenchCustomer[] = [
  ...Array.from({ length: 240 }, () => customer(demoIds.demoOrg)),
  ...Array.from({ length: 60 }, () => customer(demoIds.nordwind)),
]
/** Those who sign in all at once, each of another customer. */
export const stormUsers = otherCustomers.slice(0, 100).map((of, position) => user(of, `storm-${position}`))

const users = [smallUser, largeUser, ...stormUsers]
const since = '2023-01-01T00:00:00.000Z'

/** Rows for the customers of the benchmark. */
export function customerRows(): Row[] {
  return [smallUser.customer, largeUser.customer, ...otherCustomers].map(({ id, tenantId }, position) => ({
    id,
    tenant_id: tenantId,
    name: `Customer ${position}`,
    industry: demoCustomers[0]?.industry ?? null,
    created_at: since,
  }))
}

/** Rows for their portal users, who all have the password of this hash. */
export function portalUserRows(passwordHash: string): Row[] {
  return users.map(({ id, customer: { id: customer_id, tenantId }, email }, position) => ({
    id,
    tenant_id: tenantId,
    customer_id,
    email,
    display_name: `Portal User ${position}`,
    password_hash: passwordHash,
    created_at: since,
  }))
}

/** Rows of `users` for those portal users, as the portal mirrors them. */
export function mirrorRows(): Row[] {
  return users.map(({ id }, position) => ({
    id,
    email: `${id}@portal.invalid`,
    display_name: `Portal User ${position}`,
    auth_provider: 'portal',
    is_active: 0,
    created_at: since,
  }))
}

/** How a user signs in. */
export function loginOf({ customer: { tenantId }, email }: BenchUser): Login {
  const tenantSlug = demoTenants.find(({ id }) => id === tenantId)?.slug ?? ''
  return { tenantSlug, email, password: demoPassword }
}
