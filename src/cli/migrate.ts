/** Creates and upgrades the portal's own tables: `npm run migrate`. */
import { migrate } from '../database/migrate.ts'
import { parseOptions, readCall } from './call.ts'
import { layoutTimeout, runCommand } from './command.ts'
import { print } from './terminal.ts'

const usage = `Usage: npm run migrate
  Creates and upgrades the portal's own tables (customer_portal_*) in the database that DATABASE_URL names, with an
  account that may create tables. Safe to run again, and by several at once.`

readCall(usage, (args) => parseOptions({}, args))

await runCommand(async (database) => {
  const done = await migrate(database)
  for (const name of done) print(`migrated: ${name}`)
  if (done.length === 0) print('nothing to migrate')
  return 0
}, layoutTimeout)
