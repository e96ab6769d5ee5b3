import { parse } from 'csv-parse/sync'
import type { ImportedRow } from '../../schemas/portal-user-import.ts'
import type { MailLanguage } from '../mail/messages.ts'
import { type Administration, type Created, createPortalUsers, type Delivery } from './administration.ts'
import { findCustomer } from './customers-repository.ts'
import { exportedColumns } from './export.ts'
import { type NewPortalUser, problemsOf } from './portal-user.ts'
import { findTakenEmails, keyOf } from './repository.ts'

/** What a row of the file comes to. */
export interface PlannedRow extends ImportedRow {
  /** Null where something is wrong with the row. */
  user: NewPortalUser | null
}

const requiredColumns = ['email', 'displayName', 'customer']

/** A file that cannot be read as a whole. */
export class UnreadableImport extends Error {}

/**
 * Reads a CSV file (RFC 4180, in UTF-8, with a heading) and holds every row against the tenant; changes nothing.
 *
 * @param maxRows so many rows it may have
 * @throws UnreadableImport
 */
export async function planImport(
  { host, tenantId }: Administration,
  csv: string,
  maxRows: number,
): Promise<PlannedRow[]> {
  const rows = readRows(csv, maxRows)
  const taken = await findTakenEmails(
    host.kysely,
    tenantId,
    rows.map(({ email }) => email),
  )
  const customerIds = new Map<string, string | null>()
  for (const { customer } of rows)
    if (!customerIds.has(customer))
      customerIds.set(customer, (await findCustomer(host.kysely, tenantId, customer))?.id ?? null)
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
 * Creates the portal users of all rows, or of none.
 *
 * @param delivery how each gets an invitation; null for none
 * @throws EMAIL_TAKEN, UNKNOWN_CUSTOMER where that is so by now: then nothing was created
 */
export async function applyImport(
  administration: Administration,
  rows: readonly PlannedRow[],
  delivery: Delivery | null,
  onProgress?: (done: number) => void,
): Promise<Created[]> {
  const users = rows.flatMap(({ user }) => user ?? [])
  if (users.length < rows.length) throw new Error('not every row can be imported')
  return createPortalUsers(administration, users, delivery, onProgress)
}

interface FileRow {
  line: number
  email: string
  displayName: string
  customer: string
  language: string
}

function readRows(csv: string, maxRows: number): FileRow[] {
  let records: { info: { lines: number }; record: Record<string, string> }[]
  try {
    records = parse(csv, {
      bom: true,
      columns: (names: string[]) => checkHeading(names.map((name) => name.trim())),
      delimiter: [',', ';'],
      info: true,
      skip_empty_lines: true,
      to: maxRows + 1,
      trim: true,
    }) as unknown as typeof records
  } catch (error) {
    throw error instanceof UnreadableImport ? error : new UnreadableImport((error as Error).message)
  }
  if (records.length > maxRows) throw new UnreadableImport(`the file has more than ${maxRows} rows`)
  return records.map(({ info, record: { email = '', displayName = '', customer = '', language = '' } }) => ({
    line: info.lines,
    email,
    displayName,
    customer,
    language,
  }))
}

function checkHeading(names: string[]): string[] {
  const missing = requiredColumns.filter((name) => !names.includes(name))
  const unknown = names.filter((name) => !exportedColumns.some((known) => known === name))
  if (missing.length + unknown.length > 0)
    throw new UnreadableImport(
      `the first line must name the columns ${requiredColumns.join(', ')} and, if wanted, language` +
        (unknown.length > 0 ? `; it also names ${unknown.join(', ')}` : ''),
    )
  return names
}
