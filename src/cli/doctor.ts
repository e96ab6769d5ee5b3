/** Holds the database against what the portal needs: `npm run doctor [-- --json]`. Exit code 1 where something is missing. */
import { checkHost } from '../database/host/host.ts'
import { formatFindings } from '../database/host/inspection.ts'
import { inspectPortalUsers } from '../database/host/portal-users.ts'
import { readArguments, runCommand } from './command.ts'
import { print, printJson } from './terminal.ts'

const usage = `Usage: npm run doctor [-- --json]
  Holds the database that DATABASE_URL names against what the portal needs, and changes nothing.
  Exit code 1 where something is missing.

  --json  for programs`

const { values } = readArguments(usage, { options: { json: { type: 'boolean', default: false } } })

await runCommand(async (database, settings) => {
  const { host, findings } = await checkHost(database, settings)
  const errors = findings.filter((finding) => finding.severity === 'error')
  // The rows can only be looked at where the tables are as they should be.
  if (errors.length === 0) findings.push(...(await inspectPortalUsers(host)))
  const fits = errors.length === 0

  if (values.json) printJson({ fits, findings })
  else {
    if (findings.length > 0) print(formatFindings(findings))
    print(
      fits
        ? `The database fits. Authors are ${host.mirrorsAuthors ? 'mirrored into users' : 'written directly'}; due dates: ${host.hasSla ? 'from the SLA tables' : 'none'}; article search: ${host.articleFullText ? `full-text (${host.articleFullText.join(', ')})` : 'substrings'}.`
        : `The database does not fit: ${errors.length} ${errors.length === 1 ? 'error' : 'errors'}.`,
    )
  }
  return fits ? 0 : 1
})
