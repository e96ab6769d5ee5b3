import type { Database } from '../database/connection.ts'
import { containing, like } from '../database/like.ts'

/** A customer that portal users can belong to. */
export interface Customer {
  id: string
  name: string
}

function activeCustomers({ kysely }: Database, tenantId: string) {
  return kysely.selectFrom('customers').where('tenant_id', '=', tenantId).where('is_active', '=', 1)
}

/** One page of the active customers of a tenant, by name. @param q part of the name */
export async function listCustomers(
  database: Database,
  tenantId: string,
  { q, page, limit }: { q?: string | undefined; page: number; limit: number },
): Promise<{ customers: Customer[]; total: number }> {
  let found = activeCustomers(database, tenantId)
  if (q) found = found.where(() => like('name', containing(q)))
  const customers = await found
    .select(['id', 'name'])
    .orderBy('name')
    .orderBy('id')
    .limit(limit)
    .offset((page - 1) * limit)
    .execute()
  const { total } = await found.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  return { customers, total: Number(total) }
}

/** The active customers of the tenant that have an id or exactly this name; several can share a name. */
export async function findCustomers(database: Database, tenantId: string, idOrName: string): Promise<Customer[]> {
  const rows = await activeCustomers(database, tenantId)
    .select(['id', 'name'])
    .where((eb) => eb.or([eb('id', '=', idOrName), eb('name', '=', idOrName)]))
    .limit(100)
    .execute()
  // Most collations ignore case and accents.
  return rows.filter(({ id, name }) => id === idOrName || name === idOrName)
}

/** The active customer with an id or exactly this name; null if there is none, or if there are several. */
export async function findCustomer(database: Database, tenantId: string, idOrName: string): Promise<Customer | null> {
  const [customer, another] = await findCustomers(database, tenantId, idOrName)
  return another ? null : (customer ?? null)
}

/** Whether a customer belongs to the tenant and is active. */
export async function isActiveCustomer(database: Database, tenantId: string, customerId: string): Promise<boolean> {
  const row = await activeCustomers(database, tenantId).select('id').where('id', '=', customerId).executeTakeFirst()
  return row?.id === customerId
}
