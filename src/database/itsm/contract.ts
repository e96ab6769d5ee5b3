import type { Tables } from '../tables.ts'
import { type Contract, read, type TableContract, type Use } from './column-contract.ts'
import { itsmTables } from './itsm-tables.ts'
import { portalTables } from './portal-tables.ts'

/**
 * The portal's requirements for the database, column by column. The doctor, the start-up check, readiness and the GRANT
 * statements all use this table.
 */
export const contract: Contract<keyof Tables> = { ...itsmTables, ...portalTables }

/** The tables from which the portal deletes rows. They are its own, never the ITSM's. */
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

/** The columns with the id of an author. If one of them is a foreign key to `users`, authors are mirrored. */
export const authorColumns = [
  ['tickets', 'reporter_id'],
  ['tickets', 'created_by'],
  ['ticket_comments', 'author_id'],
  ['ticket_history', 'changed_by'],
] as const

/** The parts of the contract that apply to this ITSM with these settings. */
export interface Applicable {
  /** The ITSM has the SLA tables. */
  hasSla: boolean
  /** Authors are mirrored into `users`. */
  mirrorsAuthors: boolean
  /** Agents administer portal users. */
  hasAdministration: boolean
}

/** The tables of the contract that apply. If authors are not mirrored, `users` is only read. */
export function applicableTables(applicable: Applicable): [keyof Tables, TableContract][] {
  const entries = Object.entries(contract) as [keyof Tables, TableContract][]
  return entries.flatMap(([name, table]): [keyof Tables, TableContract][] => {
    if (table.needed === 'sla' && !applicable.hasSla) return []
    if (table.needed === 'administration' && !applicable.hasAdministration) return []
    return [[name, table.needed === 'mirror' && !applicable.mirrorsAuthors ? readOnly(table) : table]]
  })
}

function readOnly(table: TableContract): TableContract {
  const columns = Object.entries(table.columns).filter(([, { uses }]) => uses.includes('select'))
  return { ...table, columns: Object.fromEntries(columns.map(([name, { type }]) => [name, { type, uses: read }])) }
}

/** The columns of a table with one use. */
export function columnsFor(table: TableContract, use: Use): string[] {
  return Object.entries(table.columns).flatMap(([name, column]) => (column.uses.includes(use) ? [name] : []))
}
