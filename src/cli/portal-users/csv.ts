import { readFile } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { SingleBar } from 'cli-progress'
import { type ImportedRow, importProblems } from '../../../schemas/portal-user-import.ts'
import type { Administration } from '../../portal-users/administration.ts'
import { exportPortalUsers } from '../../portal-users/export.ts'
import { applyImport, planImport, UnreadableImport } from '../../portal-users/import.ts'
import { Refusal, wrongCall } from '../refusal.ts'
import { inOneLine, print, printJson } from '../terminal.ts'
import type { CommandCall } from './call.ts'
import { assertLinks } from './links.ts'

/** So many rows a file may have. */
const maxRows = 20_000

/** From so many rows on, a terminal shows how far the import is. */
const longImport = 50

/** Says row by row what an import would do and, with `--apply`, does all of it or nothing. */
export async function importUsers(
  administration: Administration,
  { terminal, subject, values }: CommandCall,
): Promise<number> {
  if (subject === undefined) throw wrongCall('Say which file.')
  if (values.invite) assertLinks(administration)
  const bytes = await readFile(subject).catch((error: Error) => {
    throw new Refusal(`The file cannot be read: ${error.message}`)
  })
  const rows = await planImport(administration, textOf(bytes), maxRows).catch((error: unknown) => {
    throw error instanceof UnreadableImport ? new Refusal(`The file cannot be imported: ${error.message}.`) : error
  })
  if (rows.length === 0) throw new Refusal('The file cannot be imported: it has a heading and no rows.')
  const refused = rows.filter(({ problems }) => problems.length > 0)
  const isApplied = values.apply && refused.length === 0
  const bar = isApplied && rows.length >= longImport && terminal.errors.isTTY ? new SingleBar({}) : undefined
  bar?.start(rows.length, 0)
  const delivery = values.invite ? (values['print-link'] ? 'printed' : 'mailed') : null
  const created = isApplied
    ? await applyImport(administration, rows, { delivery, onProgress: (done) => bar?.update(done) }).finally(() =>
        bar?.stop(),
      )
    : []

  if (values.json)
    printJson(terminal, {
      applied: isApplied,
      rows: rows.map(({ line, email, problems }) => ({ line, email, problems })),
      imported: created.map(({ user: { id, email }, invitation }) => ({ id, email, ...invitation })),
    })
  else {
    for (const row of rows) print(terminal, describe(row))
    for (const { user, invitation } of created)
      if (invitation?.link) print(terminal, `${user.email}  ${invitation.link}`)
    print(terminal, summary(rows.length, refused.length, isApplied))
  }
  return refused.length === 0 ? 0 : 1
}

/** The text of a file: UTF-8 or, as spreadsheets on Windows write it, Windows-1252. */
function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

function describe({ line, email, problems }: ImportedRow): string {
  const verdict = problems.length === 0 ? 'ok' : problems.map((problem) => importProblems[problem]).join('; ')
  return `line ${line}  ${inOneLine(email)}  ${verdict}`
}

function summary(rows: number, refused: number, isApplied: boolean): string {
  const isOne = rows === 1
  const all = `${rows} ${isOne ? 'row' : 'rows'}`
  if (refused > 0) return `${refused} of ${all} cannot be imported; nothing was changed.`
  if (!isApplied) return `${all} can be imported; --apply does it.`
  return isOne ? '1 portal user was created.' : `${rows} portal users were created.`
}

/** Writes all portal users of the tenant to the output. */
export async function exportUsers({ database, tenantId }: Administration, { terminal }: CommandCall): Promise<number> {
  await pipeline(exportPortalUsers(database, tenantId), terminal.output, { end: false })
  return 0
}
