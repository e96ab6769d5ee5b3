/** Creates and upgrades the portal's own tables: `npm run migrate`. */
import { migrate } from '../database/migrate.ts'
import { layoutTimeout, runCommand } from './command.ts'

await runCommand(async (database) => {
  const done = await migrate(database)
  for (const name of done) console.log(`migrated: ${name}`)
  if (done.length === 0) console.log('nothing to migrate')
  return 0
}, layoutTimeout)
