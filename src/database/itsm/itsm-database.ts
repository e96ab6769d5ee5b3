import type { Settings } from '../../config/settings.ts'
import type { OpenDatabase } from '../connection.ts'
import type { Tables, TimestampColumn } from '../tables.ts'
import { type StoredTimestamp, type TimestampForm, toStored } from '../timestamps.ts'
import { type Catalogue, type CatalogueColumn, readCatalogue } from './catalogue.ts'
import { type Applicable, authorColumns } from './contract.ts'
import { type FullText, readFullText } from './full-text.ts'
import { type Finding, inspectCatalogue } from './inspection.ts'
import { inspectPrivileges } from './privileges.ts'

/** The settings that determine the requirements for an ITSM. */
export type ItsmSettings = Pick<Settings, 'ITSM_AUTHOR_MIRROR' | 'PORTAL_ADMIN'>

/** The ITSM's database, with the differences of this ITSM. Repositories use it for their queries. */
export interface ItsmDatabase extends OpenDatabase {
  /** Whether a portal user needs a row in `users` to be the author of a ticket or comment. */
  readonly mirrorsAuthors: boolean
  /** Whether the ITSM has SLA tables, so that new tickets get due dates. */
  readonly hasSla: boolean
  /** The full-text index over articles, or null where the search cannot use one. */
  readonly articleFullText: FullText | null
  /** Converts a time to the form of a timestamp column, to write it there or to compare the column with it. */
  stored<Table extends keyof Tables>(table: Table, column: TimestampColumn<Table>, time: Date): StoredTimestamp
  /** Whether a column of the ITSM is long enough for a text. */
  holds(table: keyof Tables, column: string, text: string): boolean
  /** Receives errors that do not fail a request. */
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
 * Reads the ITSM's catalogue, checks it against the contract and determines the differences of this ITSM.
 *
 * @param log receives errors that do not fail a request; by default standard error
 * @throws the error of the driver if the database is unavailable
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
    // The portal uses both SLA tables or none.
    hasSla: catalogue.has('sla_assignments') && catalogue.has('sla_definitions'),
    mirrorsAuthors: ITSM_AUTHOR_MIRROR === 'auto' ? authorsAreForeignKeys(catalogue) : ITSM_AUTHOR_MIRROR === 'always',
    hasAdministration: PORTAL_ADMIN,
  }
}

/** Whether foreign keys of the ITSM require the author of a ticket or comment to have a row in `users`. */
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
