import { readFile } from 'node:fs/promises'
import { SingleBar } from 'cli-progress'
import { stringify } from 'csv-stringify'
import type { Administration } from '../../portal-users/administration.ts'
import { applyImport, type ImportedRow, planImport, UnreadableImport } from '../../portal-users/import.ts'
import { allPortalUsers } from '../../portal-users/repository.ts'
import type { Call } from './call.ts'
import { assertLinks } from './links.ts'
import { printJson } from './print.ts'
import { Refusal } from './refusal.ts'

/** From so many rows on, a terminal shows how far the import is. */
const longImport = 50

/** Says row by row what an import would do and, with `--apply`, does all of it or nothing. */
export async function importUsers(
  administration: Administration,
  { subject, values }: Omit<Call, 'command'>,
): Promise<number> {
  if (subject === undefined) throw new Refusal('Say which file.')
  if (values.invite) assertLinks(administration)
  const csv = await readFile(subject, 'utf8').catch((error: Error) => {
    throw new Refusal(`The file cannot be read: ${error.message}`)
  })
  const rows = await planImport(administration, csv).catch((error: unknown) => {
    throw error instanceof UnreadableImport ? new Refusal(`The file cannot be imported: ${error.message}.`) : error
  })
  const refused = rows.filter(({ problems }) => problems.length > 0)
  const isApplied = values.apply && refused.length === 0
  const bar = isApplied && rows.length >= longImport && process.stderr.isTTY ? new SingleBar({}) : undefined
  bar?.start(rows.length, 0)
  const invites = values.invite ? { isPrinted: values['print-link'] } : null
  const imported = isApplied
    ? await applyImport(administration, rows, invites, (done) => bar?.update(done)).finally(() => bar?.stop())
    : []
  if (imported === null) throw new Refusal('An e-mail was taken meanwhile; nothing was imported. Run it again.')

  if (values.json)
    printJson({
      applied: isApplied,
      rows: rows.map(({ line, email, problems }) => ({ line, email, problems })),
      imported,
    })
  else {
    for (const row of rows) console.log(describe(row))
    for (const { email, link } of imported) if (link) console.log(`${email}  ${link}`)
    console.log(summary(rows.length, refused.length, isApplied))
  }
  return refused.length === 0 ? 0 : 1
}

function describe({ line, email, problems }: ImportedRow): string {
  return `line ${line}  ${email.replace(/\p{Cc}/gu, '?')}  ${problems.length === 0 ? 'ok' : problems.join('; ')}`
}

function summary(rows: number, refused: number, isApplied: boolean): string {
  if (refused > 0) return `${refused} of ${rows} rows cannot be imported; nothing was changed.`
  return isApplied ? `${rows} portal users were created.` : `${rows} rows can be imported; --apply does it.`
}

/** Writes all portal users of the tenant as CSV; what a spreadsheet would take for a formula is marked as text. */
export async function exportUsers({ host, tenantId }: Administration): Promise<number> {
  const columns = ['email', 'displayName', 'customer', 'language', 'status', 'createdAt', 'lastLoginAt', 'id']
  const csv = stringify({ header: true, columns, escape_formulas: true })
  const written = new Promise<void>((resolve, reject) => {
    csv.once('error', reject).once('end', resolve)
    csv.on('data', (chunk: Buffer) => process.stdout.write(chunk))
  })
  for await (const { customerName, ...user } of allPortalUsers(host, tenantId))
    csv.write({ ...user, customer: customerName })
  csv.end()
  await written
  return 0
}
