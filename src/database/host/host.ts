import type { Kysely } from 'kysely'
import type { Database, Dialect } from '../connection.ts'
import type { Tables } from '../tables.ts'
import type { TimestampForm } from '../timestamps.ts'
import { type Catalogue, readCatalogue } from './catalogue.ts'
import { authorColumns } from './contract.ts'
import { articleFullText } from './indexes.ts'
import { type Finding, hasSlaTables, inspectCatalogue } from './inspection.ts'
import { inspectPrivileges } from './privileges.ts'

/** `auto` follows the foreign keys; the others overrule them. */
export type MirrorSetting = 'auto' | 'always' | 'never'

/** The host's database, with what was learned about this host. Repositories ask through this. */
export interface Host {
  readonly kysely: Kysely<Tables>
  readonly dialect: Dialect
  /** Whether a portal user must stand in `users` too before being the author of something. */
  readonly mirrorsAuthors: boolean
  /** Whether the host has SLA tables, so that new tickets get due dates. */
  readonly hasSla: boolean
  /** The columns of the full-text index over articles, or null without one. */
  readonly articleFullText: readonly string[] | null
  /** The form in which a timestamp column stores its values. */
  form(table: keyof Tables, column: string): TimestampForm
}

/** What a look at a host brought. */
export interface HostCheck {
  host: Host
  findings: Finding[]
}

/**
 * Reads the host's catalogue, holds it against the contract and learns what differs between hosts.
 *
 * @throws what the driver throws when the database cannot be asked
 */
export async function checkHost(database: Database, mirror: MirrorSetting): Promise<HostCheck> {
  const catalogue = await readCatalogue(database)
  const mirrorsAuthors = mirror === 'auto' ? authorsAreForeignKeys(catalogue) : mirror === 'always'
  const findings = [
    ...inspectCatalogue(catalogue, database.dialect, mirrorsAuthors),
    ...(await inspectPrivileges(database, catalogue, mirrorsAuthors)),
  ]
  const host: Host = {
    ...database,
    mirrorsAuthors,
    hasSla: hasSlaTables(catalogue),
    articleFullText: articleFullText(catalogue),
    form: (table, column) => timestampForm(catalogue, table, column),
  }
  return { host, findings }
}

/** Whether the host's own foreign keys ask for the author of a ticket or comment to stand in `users`. */
export function authorsAreForeignKeys(catalogue: Catalogue): boolean {
  return authorColumns.some(([table, column]) =>
    catalogue.get(table)?.foreignKeys.some((key) => key.column === column && key.referencedTable === 'users'),
  )
}

function timestampForm(catalogue: Catalogue, table: string, column: string): TimestampForm {
  const found = catalogue.get(table)?.columns.get(column)
  return found && found.precision !== null && ['datetime', 'timestamp'].includes(found.type)
    ? { kind: 'datetime', precision: found.precision }
    : { kind: 'text' }
}
