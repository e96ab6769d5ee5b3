import type { Settings } from '../../config/settings.ts'
import type { OpenDatabase } from '../connection.ts'
import type { Tables, TimestampColumn } from '../tables.ts'
import { type StoredTimestamp, type TimestampForm, toStored } from '../timestamps.ts'
import { type Catalogue, type CatalogueColumn, readCatalogue } from './catalogue.ts'
import { type Applicable, authorColumns } from './contract.ts'
import { type FullText, readFullText } from './full-text.ts'
import { type Finding, inspectCatalogue } from './inspection.ts'
import { inspectPrivileges } from './privileges.ts'

/** The settings that decide what the portal needs of an ITSM. */
export type ItsmSettings = Pick<Settings, 'ITSM_AUTHOR_MIRROR' | 'PORTAL_ADMIN'>

/** The ITSM's database, with what was learned about this ITSM. Repositories ask through this. */
export interface ItsmDatabase extends OpenDatabase {
  /** Whether a portal user must stand in `users` too before being the author of something. */
  readonly mirrorsAuthors: boolean
  /** Whether the ITSM has SLA tables, so that new tickets get due dates. */
  readonly hasSla: boolean
  /** The full-text index over articles, or null where the search cannot use one. */
  readonly articleFullText: FullText | null
  /** A point in time as a timestamp column stores it: to write it there, and to compare that column with it. */
  stored<Table extends keyof Tables>(table: Table, column: TimestampColumn<Table>, time: Date): StoredTimestamp
  /** Whether a column of the ITSM is long enough for a text. */
  holds(table: keyof Tables, column: string, text: string): boolean
  /** Takes errors that fail no request. */
  readonly log: ErrorLog
}

/** A log of errors. */
export interface ErrorLog {
  error(details: { err: unknown }, message: string): void
}

/** The log of commands: standard error. */
const standardError: ErrorLog = { error: ({ err }, message) => console.error(message, err) }

/** The result of checking an ITSM. */
export interface ItsmCheck {
  database: ItsmDatabase
  findings: Finding[]
}

/**
 * Reads the ITSM's catalogue, holds it against the contract and learns what differs between ITSMs.
 *
 * @param log takes errors that fail no request; by default it is standard error
 * @throws what the driver throws when the database cannot be asked
 */
export async function checkItsm(
  open: OpenDatabase,
  settings: ItsmSettings,
  log: ErrorLog = standardError,
): Promise<ItsmCheck> {
  const catalogue = await readCatalogue(open)
  const applicable = applicableTo(catalogue, settings)
  const { fullText, findings: fullTextFindings } = await readFullText(open, catalogue)
  const findings = [
    ...inspectCatalogue(catalogue, open.dialect, applicable),
    ...(await inspectPrivileges(open, catalogue, applicable)),
    ...fullTextFindings,
  ]
  const database: ItsmDatabase = {
    ...open,
    mirrorsAuthors: applicable.mirrorsAuthors,
    hasSla: applicable.hasSla,
    articleFullText: fullText,
    holds: (table, column, text) => holds(catalogue.get(table)?.columns.get(column), text),
    stored: (table, column, time) => toStored(timestampForm(catalogue, table, column), time),
    log,
  }
  return { database, findings }
}

/** The parts of the contract that apply to an ITSM. */
export function applicableTo(catalogue: Catalogue, { ITSM_AUTHOR_MIRROR, PORTAL_ADMIN }: ItsmSettings): Applicable {
  return {
    // The SLA tables are used together or not at all.
    hasSla: catalogue.has('sla_assignments') && catalogue.has('sla_definitions'),
    mirrorsAuthors: ITSM_AUTHOR_MIRROR === 'auto' ? authorsAreForeignKeys(catalogue) : ITSM_AUTHOR_MIRROR === 'always',
    hasAdministration: PORTAL_ADMIN,
  }
}

/** Whether the ITSM's own foreign keys ask for the author of a ticket or comment to stand in `users`. */
function authorsAreForeignKeys(catalogue: Catalogue): boolean {
  return authorColumns.some(([table, column]) =>
    catalogue.get(table)?.foreignKeys.some((key) => key.column === column && key.referencedTable === 'users'),
  )
}

/** TEXT columns count bytes of utf8mb4, the others characters. */
function holds(column: CatalogueColumn | undefined, text: string): boolean {
  if (!column || column.length === null) return true
  return (column.type.endsWith('text') ? Buffer.byteLength(text) : [...text].length) <= column.length
}

function timestampForm(catalogue: Catalogue, table: string, column: string): TimestampForm {
  const found = catalogue.get(table)?.columns.get(column)
  return found && found.precision !== null && ['datetime', 'timestamp'].includes(found.type)
    ? { kind: 'datetime', precision: found.precision }
    : { kind: 'text' }
}
