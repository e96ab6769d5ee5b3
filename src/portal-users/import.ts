import { CsvError, type InfoRecord, parse } from 'csv-parse/sync'
import type { ImportedRow } from '../../schemas/portal-user-import.ts'
import type { MailLanguage } from '../mail/messages.ts'
import type { Administration } from './administration.ts'
import { type Created, type Creation, createPortalUsers } from './create-portal-users.ts'
import { findCustomer } from './customers-repository.ts'
import { exportedColumns } from './export.ts'
import { type NewPortalUser, problemsOf } from './portal-user.ts'
import { findTakenEmails, keyOf } from './repository.ts'

/** The result of checking a row of the file. */
export interface PlannedRow extends ImportedRow {
  /** Null if the row has a problem. */
  user: NewPortalUser | null
}

const requiredColumns = ['email', 'displayName', 'customer']

/** The largest number of characters that a message repeats from a file. The file may not be text. */
const maxRepeated = 80

/** The largest number of lines that a message names. */
const maxNamedLines = 10

/** A file that cannot be read as a whole. */
export class UnreadableImport extends Error {}

/**
 * Reads a CSV file (RFC 4180, in UTF-8, with a heading) and checks every row. It changes nothing.
 *
 * @param maxRows the largest number of rows
 * @throws UnreadableImport
 */
export async function planImport(
  { database, tenantId }: Administration,
  csv: string,
  maxRows: number,
): Promise<PlannedRow[]> {
  const rows = readRows(csv, maxRows)
  const taken = await findTakenEmails(
    database,
    tenantId,
    rows.map(({ email }) => email),
  )
  const customerIds = new Map<string, string | null>()
  for (const { customer } of rows)
    if (!customerIds.has(customer))
      customerIds.set(customer, (await findCustomer(database, tenantId, customer))?.id ?? null)
  const seen = new Set<string>()
  return rows.map(({ line, email, displayName, customer, language }) => {
    const problems = problemsOf({ email, displayName, language: language || null })
    const key = keyOf(email)
    if (seen.has(key)) problems.push('EMAIL_REPEATED')
    else if (taken.has(key)) problems.push('EMAIL_TAKEN')
    seen.add(key)
    const customerId = customerIds.get(customer) ?? null
    if (customerId === null) problems.push('CUSTOMER_UNKNOWN')
    const user =
      problems.length > 0 || customerId === null
        ? null
        : { email, displayName, customerId, language: (language || null) as MailLanguage | null }
    return { line, email, displayName, customer, problems, user }
  })
}

/**
 * Creates the portal users of all rows. If one fails, none is created.
 *
 * @throws EMAIL_TAKEN, UNKNOWN_CUSTOMER if the data has changed after the check
 */
export async function applyImport(
  administration: Administration,
  rows: readonly PlannedRow[],
  creation: Creation,
): Promise<Created[]> {
  const users = rows.flatMap(({ user }) => user ?? [])
  if (users.length < rows.length) throw new Error('not every row can be imported')
  return createPortalUsers(administration, users, creation)
}

interface FileRow {
  line: number
  email: string
  displayName: string
  customer: string
  language: string
}

function readRows(csv: string, maxRows: number): FileRow[] {
  let records: { info: InfoRecord; record: string[] }[]
  try {
    records = parse(csv, {
      bom: true,
      delimiter: delimiterOf(csv),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      to: maxRows + 2,
      trim: true,
    }) as unknown as typeof records
  } catch (error) {
    throw error instanceof CsvError ? new UnreadableImport(inWords(error)) : error
  }
  const [heading, ...rows] = records
  if (!heading) throw new UnreadableImport('it is empty')
  const names = heading.record.map((name) => name.trim())
  checkHeading(names)
  if (rows.length > maxRows) throw new UnreadableImport(`the file has more than ${maxRows} rows`)
  checkLengths(rows, names.length)
  return rows.map(({ info, record }) => {
    const field = (name: string) => withoutMark(record[names.lastIndexOf(name)] ?? '')
    return {
      line: info.lines,
      email: field('email'),
      displayName: field('displayName'),
      customer: field('customer'),
      language: field('language'),
    }
  })
}

/** The delimiter of the fields. It is taken from the heading, because no name of a column contains a delimiter. */
function delimiterOf(csv: string): string {
  const heading = /\S.*/.exec(csv)?.[0] ?? ''
  return /[,;\t]/.exec(heading)?.[0] ?? ','
}

/** Removes the mark with which an export keeps spreadsheets from reading a field as a formula. */
function withoutMark(field: string): string {
  return field.replace(/^'(?=[=+\-@\t\r\uff1d\uff0b\uff0d\uff20])/, '')
}

function checkHeading(names: string[]): void {
  const missing = requiredColumns.filter((name) => !names.includes(name))
  const unknown = names.filter((name) => !exportedColumns.some((known) => known === name))
  if (missing.length + unknown.length > 0)
    throw new UnreadableImport(
      `the first line must name the columns ${requiredColumns.join(', ')} and, if wanted, language` +
        (unknown.length > 0 ? `; it also names ${shortened(unknown.join(', '))}` : ''),
    )
}

/** Refuses rows that are longer or shorter than the heading. Their fields cannot be assigned to columns. */
function checkLengths(rows: readonly { info: InfoRecord; record: string[] }[], wanted: number): void {
  const wrong = rows.filter(({ record }) => record.length !== wanted)
  if (wrong.length === 0) return
  const named = wrong.slice(0, maxNamedLines).map(({ info, record }) => `line ${info.lines} has ${record.length}`)
  const others = wrong.length - named.length
  throw new UnreadableImport(
    `every line must have ${wanted} fields, as the first; ${named.join(', ')}${others > 0 ? `, and ${others} more are wrong` : ''}`,
  )
}

function shortened(text: string): string {
  return text.length > maxRepeated ? `${text.slice(0, maxRepeated)}…` : text
}

/** The error of the parser, in words for people. */
function inWords({ code, lines, message }: CsvError): string {
  if (code === 'CSV_QUOTE_NOT_CLOSED') return 'a quote (") is opened and not closed'
  if (code === 'CSV_INVALID_CLOSING_QUOTE') return `line ${lines}: a quote (") within quotes must be written twice`
  if (code === 'INVALID_OPENING_QUOTE') return `line ${lines}: a field with a quote (") must stand in quotes`
  return shortened(message)
}
