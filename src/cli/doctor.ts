/** Checks whether the database fits the portal: `npm run doctor [-- --json]`. Exit code 1 if it does not. */

import { formatFindings } from '../database/itsm/inspection.ts'
import { checkItsm } from '../database/itsm/itsm-database.ts'
import { inspectPortalUsers } from '../database/itsm/portal-users.ts'
import { parseOptions } from './call.ts'
import { databaseCommand, runAsProgram } from './command.ts'
import { print, printJson } from './terminal.ts'

const usage = `Usage: npm run doctor [-- --json]
  Checks whether the database in DATABASE_URL fits the portal. It changes nothing.
  Exit code 1 if it does not fit.

  --json  for programs`

const parse = (args: readonly string[]) => parseOptions({ json: { type: 'boolean', default: false } }, args)

export const doctor = databaseCommand(
  { usage, parse },
  async ({ terminal, database: open, settings, call: { json } }) => {
    const { database, findings } = await checkItsm(open, settings)
    const errors = findings.filter((finding) => finding.severity === 'error')
    // Rows can be checked only if the tables have no errors.
    if (errors.length === 0) findings.push(...(await inspectPortalUsers(database)))
    const fits = errors.length === 0

    if (json) printJson(terminal, { fits, findings })
    else {
      if (findings.length > 0) print(terminal, formatFindings(findings))
      print(
        terminal,
        fits
          ? `The database fits. Authors are ${database.mirrorsAuthors ? 'mirrored into users' : 'written directly'}; due dates: ${database.hasSla ? 'from the SLA tables' : 'none'}; article search: ${database.articleFullText ? `full-text (${database.articleFullText.columns.join(', ')})` : 'substrings'}.`
          : `The database does not fit: ${errors.length} ${errors.length === 1 ? 'error' : 'errors'}.`,
      )
    }
    return fits ? 0 : 1
  },
)

await runAsProgram(import.meta, doctor)
