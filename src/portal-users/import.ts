import { parse } from 'csv-parse/sync'
import { isDuplicateKey } from '../database/duplicate-key.ts'
import { inTransaction } from '../database/transaction.ts'
import type { MailLanguage } from '../mail/messages.ts'
import { type Administration, createPortalUser, type LinkMade, makeLink } from './administration.ts'
import { type NewPortalUser, problemsOf } from './portal-user.ts'
import { findCustomer, isEmailTaken } from './repository.ts'

/** So many rows a file may have. */
export const maxImportedRows = 20_000

/** What a row of the file comes to. */
export interface ImportedRow {
  /** The line of the file, counted from 1; the first is the heading. */
  line: number
  email: string
  /** What is wrong with it; nothing where it can be imported. */
  problems: string[]
  user: NewPortalUser | null
}

const requiredColumns = ['email', 'displayName', 'customer']
const knownColumns = [...requiredColumns, 'language']

/** A file that cannot be read as a whole. */
export class UnreadableImport extends Error {}

/**
 * Reads a CSV file (RFC 4180, in UTF-8, with a heading) and holds every row against the tenant; changes nothing.
 *
 * @param customer of a row is the id or the exact name of a customer
 * @throws UnreadableImport
 */
export async function planImport({ host, tenantId }: Administration, csv: string): Promise<ImportedRow[]> {
  const rows: ImportedRow[] = []
  const seen = new Map<string, number>()
  const customers = new Map<string, string | null>()
  for (const { line, record } of readRows(csv)) {
    const { email = '', displayName = '', customer = '', language = '' } = record
    const key = email.toLowerCase()
    const problems = problemsOf({ email, displayName, language: language || null })
    const earlier = seen.get(key)
    if (earlier !== undefined) problems.push(`the same e-mail stands in line ${earlier}`)
    else seen.set(key, line)
    if (await isEmailTaken(host.kysely, tenantId, email))
      problems.push('there is a portal user with this e-mail already')
    if (!customers.has(customer))
      customers.set(customer, (await findCustomer(host.kysely, tenantId, customer))?.id ?? null)
    const customerId = customers.get(customer)
    if (!customerId) problems.push(`there is no single customer "${customer}"`)
    const user =
      problems.length === 0 && customerId
        ? { email, displayName, customerId, language: (language || null) as MailLanguage | null }
        : null
    rows.push({ line, email, problems, user })
  }
  return rows
}

function readRows(csv: string): { line: number; record: Record<string, string> }[] {
  let records: { info: { lines: number }; record: Record<string, string> }[]
  try {
    records = parse(csv, {
      bom: true,
      columns: (names: string[]) => checkHeading(names.map((name) => name.trim())),
      delimiter: [',', ';'],
      info: true,
      skip_empty_lines: true,
      to: maxImportedRows + 1,
      trim: true,
    }) as unknown as typeof records
  } catch (error) {
    throw error instanceof UnreadableImport ? error : new UnreadableImport((error as Error).message)
  }
  if (records.length > maxImportedRows) throw new UnreadableImport(`the file has more than ${maxImportedRows} rows`)
  return records.map(({ info, record }) => ({ line: info.lines, record }))
}

function checkHeading(names: string[]): string[] {
  const missing = requiredColumns.filter((name) => !names.includes(name))
  const unknown = names.filter((name) => !knownColumns.includes(name))
  if (missing.length + unknown.length > 0)
    throw new UnreadableImport(
      `the first line must name the columns ${requiredColumns.join(', ')} and, if wanted, language` +
        (unknown.length > 0 ? `; it also names ${unknown.join(', ')}` : ''),
    )
  return names
}

/** What became of an imported portal user. */
export interface Imported extends Partial<LinkMade> {
  line: number
  email: string
}

/**
 * Creates the portal users of all rows, or of none.
 *
 * @param invites whether each gets an invitation
 * @param onProgress called after each row with how many are done
 * @returns null where an e-mail was taken meanwhile: then nothing was created
 */
export async function applyImport(
  administration: Administration,
  rows: readonly ImportedRow[],
  invites: { isPrinted: boolean } | null,
  onProgress: (done: number) => void = () => {},
): Promise<Imported[] | null> {
  const taken = new Error('an e-mail was taken meanwhile')
  return inTransaction(administration.host, async (transaction) => {
    const imported: Imported[] = []
    for (const { line, user } of rows) {
      const created = user ? await createPortalUser(administration, user, transaction) : null
      if (!created) throw taken
      const made = invites ? await makeLink(administration, created, invites.isPrinted, transaction) : {}
      imported.push({ line, email: created.email, ...made })
      onProgress(imported.length)
    }
    return imported
  }).catch((error) => {
    if (error === taken || isDuplicateKey(error)) return null
    throw error
  })
}
