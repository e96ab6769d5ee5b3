/** Fills an empty database with the demo ITSM, to try the portal on MySQL or MariaDB: `npm run demo-itsm`. */
import { createDemoItsm, isItsm } from '../demo/itsm.ts'
import { demoLogin } from '../demo/people.ts'
import { parseOptions } from './call.ts'
import { databaseCommand, runAsProgram } from './command.ts'
import { Refusal } from './refusal.ts'
import { print } from './terminal.ts'

const usage = `Usage: npm run demo-itsm
  Fills the empty database that DATABASE_URL names with the tables and rows of the demo.`

const parse = (args: readonly string[]) => parseOptions({}, args)

export const demoItsm = databaseCommand({ usage, parse }, async ({ terminal, database }) => {
  if (await isItsm(database)) throw new Refusal('There is an ITSM in this database already; nothing was changed.')
  await createDemoItsm(database)
  const { tenantSlug, email, password } = demoLogin
  print(terminal, `Demo sign-in: organisation ${tenantSlug}, e-mail ${email}, password ${password}`)
  return 0
})

await runAsProgram(import.meta, demoItsm)
