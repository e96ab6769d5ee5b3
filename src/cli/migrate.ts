/** Creates and upgrades the portal's own tables: `npm run migrate`. */
import { migrate } from '../database/migrate.ts'
import { parseOptions } from './call.ts'
import { databaseCommand, layoutTimeout, runAsProgram } from './command.ts'
import { print } from './terminal.ts'

const usage = `Usage: npm run migrate
  Creates and upgrades the portal's own tables (customer_portal_*) in the database that DATABASE_URL names, with an
  account that may create tables. Safe to run again, and by several at once.`

const parse = (args: readonly string[]) => parseOptions({}, args)

export const migrateCommand = databaseCommand(
  { usage, parse, timeout: layoutTimeout },
  async ({ terminal, database }) => {
    const done = await migrate(database)
    for (const name of done) print(terminal, `migrated: ${name}`)
    if (done.length === 0) print(terminal, 'nothing to migrate')
    return 0
  },
)

await runAsProgram(import.meta, migrateCommand)
