import type { Settings } from '../../config.ts'
import type { OpenDatabase } from '../connection.ts'
import type { Tables } from '../tables.ts'
import type { TimestampForm } from '../timestamps.ts'
import { type Catalogue, readCatalogue } from './catalogue.ts'
import { type Applicable, authorColumns } from './contract.ts'
import { articleFullText } from './indexes.ts'
import { type Finding, inspectCatalogue } from './inspection.ts'
import { inspectPrivileges } from './privileges.ts'

/** The settings that decide what the portal needs of a host. */
export type HostSettings = Pick<Settings, 'HOST_AUTHOR_MIRROR' | 'PORTAL_ADMIN'>

/** The host's database, with what was learned about this host. Repositories ask through this. */
export interface Host extends OpenDatabase {
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
export async function checkHost(database: OpenDatabase, settings: HostSettings): Promise<HostCheck> {
  const catalogue = await readCatalogue(database)
  const applicable = applicableTo(catalogue, settings)
  const findings = [
    ...inspectCatalogue(catalogue, database.dialect, applicable),
    ...(await inspectPrivileges(database, catalogue, applicable)),
  ]
  const host: Host = {
    ...database,
    mirrorsAuthors: applicable.mirrorsAuthors,
    hasSla: applicable.hasSla,
    articleFullText: articleFullText(catalogue),
    form: (table, column) => timestampForm(catalogue, table, column),
  }
  return { host, findings }
}

/** What of the contract applies to a host. */
export function applicableTo(catalogue: Catalogue, { HOST_AUTHOR_MIRROR, PORTAL_ADMIN }: HostSettings): Applicable {
  return {
    // The SLA tables are used together or not at all.
    hasSla: catalogue.has('sla_assignments') && catalogue.has('sla_definitions'),
    mirrorsAuthors: HOST_AUTHOR_MIRROR === 'auto' ? authorsAreForeignKeys(catalogue) : HOST_AUTHOR_MIRROR === 'always',
    hasAdministration: PORTAL_ADMIN,
  }
}

/** Whether the host's own foreign keys ask for the author of a ticket or comment to stand in `users`. */
function authorsAreForeignKeys(catalogue: Catalogue): boolean {
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
