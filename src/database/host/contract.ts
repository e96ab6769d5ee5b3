import type { Tables } from '../tables.ts'
import type { Contract, TableContract, Use } from './column-contract.ts'
import { hostTables } from './host-tables.ts'
import { portalTables } from './portal-tables.ts'

/**
 * What the portal needs of the database, column by column. The doctor, the start-up check, readiness and the GRANT
 * statements all follow from this table.
 */
export const contract: Contract<keyof Tables> = { ...hostTables, ...portalTables }

/** Tables that the portal deletes rows of: its own, never the host's. */
export const deletesFrom: readonly (keyof Tables)[] = [
  'customer_portal_sessions',
  'customer_portal_idempotency_keys',
  'customer_portal_links',
  'customer_portal_mails',
  'customer_portal_sign_in_failures',
  'customer_portal_security_log',
  'customer_portal_second_factors',
  'customer_portal_recovery_codes',
  'customer_portal_identity_providers',
  'customer_portal_identities',
]

/** The columns that hold the id of an author; where one of them is a foreign key to `users`, authors are mirrored. */
export const authorColumns = [
  ['tickets', 'reporter_id'],
  ['tickets', 'created_by'],
  ['ticket_comments', 'author_id'],
  ['ticket_history', 'changed_by'],
] as const

/** The tables of the contract with their names, for going through all of them. */
export function contractEntries(): [keyof Tables, TableContract][] {
  return Object.entries(contract) as [keyof Tables, TableContract][]
}

/** The columns of a table that are put to one use. */
export function columnsFor(table: TableContract, use: Use): string[] {
  return Object.entries(table.columns).flatMap(([name, column]) => (column.uses.includes(use) ? [name] : []))
}
