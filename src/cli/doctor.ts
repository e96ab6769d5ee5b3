/** Holds the database against what the portal needs: `npm run doctor [-- --json]`. Exit code 1 where something is missing. */

import { formatFindings } from '../database/itsm/inspection.ts'
import { checkItsm } from '../database/itsm/itsm-database.ts'
import { inspectPortalUsers } from '../database/itsm/portal-users.ts'
import { parseOptions } from './call.ts'
import { databaseCommand, runAsProgram } from './command.ts'
import { print, printJson } from './terminal.ts'

const usage = `Usage: npm run doctor [-- --json]
  Holds the database that DATABASE_URL names against what the portal needs, and changes nothing.
  Exit code 1 where something is missing.

  --json  for programs`

const parse = (args: readonly string[]) => parseOptions({ json: { type: 'boolean', default: false } }, args)

export const doctor = databaseCommand(
  { usage, parse },
  async ({ terminal, database: open, settings, call: { json } }) => {
    const { database, findings } = await checkItsm(open, settings)
    const errors = findings.filter((finding) => finding.severity === 'error')
    // The rows can only be looked at where the tables are as they should be.
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
