/** Fills an empty database with the demo ITSM, to try the portal on MySQL or MariaDB: `npm run demo-itsm`. */
import { createDemoItsm, isItsm } from '../demo/itsm.ts'
import { demoLogin } from '../demo/people.ts'
import { parseOptions, readCall } from './call.ts'
import { runCommand } from './command.ts'
import { Refusal } from './refusal.ts'
import { print } from './terminal.ts'

const usage = `Usage: npm run demo-itsm
  Fills the empty database that DATABASE_URL names with the tables and rows of the demo.`

readCall(usage, (args) => parseOptions({}, args))

await runCommand(async (database) => {
  if (await isItsm(database)) throw new Refusal('There is an ITSM in this database already; nothing was changed.')
  await createDemoItsm(database)
  const { tenantSlug, email, password } = demoLogin
  print(`Demo sign-in: organisation ${tenantSlug}, e-mail ${email}, password ${password}`)
  return 0
})
