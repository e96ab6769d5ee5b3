/**
 * Prints the GRANT statements for the portal's database account, fitted to the ITSM that DATABASE_URL names:
 * `npm run --silent grants -- --account "'portal'@'%'"`. Run `npm run migrate` first, for the portal's own tables.
 */
import { sql } from 'kysely'
import { readCatalogue } from '../database/itsm/catalogue.ts'
import { grantStatements } from '../database/itsm/grants.ts'
import { applicableTo } from '../database/itsm/itsm-database.ts'
import { itsmTables } from '../database/itsm/itsm-tables.ts'
import { parseOptions } from './call.ts'
import { databaseCommand, runAsProgram } from './command.ts'
import { Refusal, wrongCall } from './refusal.ts'
import { print } from './terminal.ts'

const byDefault = "'customer_portal'@'%'"

const usage = `Usage: npm run --silent grants [-- --account "${byDefault}"]
  Prints the GRANT statements for the portal's database account, fitted to the ITSM that DATABASE_URL names; it
  carries nothing out. Run npm run migrate first.

  --account  the account as MySQL writes it`

/** A name and where it connects from, in quotes; what is printed is run as it is. */
const accountPattern = /^'[^'\\\p{Cc}]{1,80}'@'[^'\\\p{Cc}]{1,255}'$/u

function parse(args: readonly string[]) {
  const call = parseOptions({ account: { type: 'string', default: byDefault } }, args)
  if (!accountPattern.test(call.account))
    throw wrongCall(`--account is written as MySQL writes it, with its quotes: "${byDefault}".`)
  return call
}

export const grants = databaseCommand({ usage, parse }, async ({ terminal, database, settings, call: { account } }) => {
  if (database.dialect !== 'mysql')
    throw new Refusal('The embedded database has no accounts. Set DATABASE_URL to the database of the ITSM.')
  const catalogue = await readCatalogue(database)
  if (!Object.keys(itsmTables).some((table) => catalogue.has(table)))
    throw new Refusal('This database has no tables of an ITSM, or the account may not see them. Check DATABASE_URL.')
  const { rows } = await sql<{ name: string }>`select database() as name`.execute(database.kysely)
  const statements = grantStatements({
    database: rows[0]?.name ?? '',
    account,
    applicable: applicableTo(catalogue, settings),
  })
  print(terminal, statements.join('\n'))
  return 0
})

await runAsProgram(import.meta, grants)
