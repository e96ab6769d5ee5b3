/** Fills an empty database with the demo host, to try the portal on MySQL or MariaDB: `npm run demo-host`. */
import { createDemoHost, isHost } from '../demo/host.ts'
import { demoLogin } from '../demo/people.ts'
import { readArguments, runCommand } from './command.ts'
import { Refusal } from './refusal.ts'
import { print } from './terminal.ts'

const usage = `Usage: npm run demo-host
  Fills the empty database that DATABASE_URL names with the tables and rows of the demo.`

readArguments(usage, {})

await runCommand(async (database) => {
  if (await isHost(database)) throw new Refusal('There is a host in this database already; nothing was changed.')
  await createDemoHost(database)
  const { tenantSlug, email, password } = demoLogin
  print(`Demo sign-in: organisation ${tenantSlug}, e-mail ${email}, password ${password}`)
  return 0
})
