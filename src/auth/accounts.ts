import type { ExpressionBuilder, Kysely } from 'kysely'
import type { Tables } from '../database/tables.ts'

/** The stored hash of an account that has no password yet. No password matches it. */
export const noPassword = '!'

/** Portal users with their customer and tenant. A user whose customer belongs to another tenant is left out. */
export function accounts(kysely: Kysely<Tables>) {
  return kysely
    .selectFrom('tenants')
    .innerJoin('customer_portal_users as user', 'user.tenant_id', 'tenants.id')
    .innerJoin('customers', (join) =>
      join.onRef('customers.id', '=', 'user.customer_id').onRef('customers.tenant_id', '=', 'user.tenant_id'),
    )
}

type AccountTables = Tables & { user: Tables['customer_portal_users'] }

/**
 * Whether an account of {@link accounts} is active: the portal user, the customer and the tenant must all be active. No
 * other function decides this.
 */
export function isSwitchedOn(eb: ExpressionBuilder<AccountTables, 'user' | 'customers' | 'tenants'>) {
  return eb.and([eb('user.is_active', '=', 1), eb('customers.is_active', '=', 1), eb('tenants.is_active', '=', 1)])
}
