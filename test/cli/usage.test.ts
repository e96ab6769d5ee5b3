import t from 'tap'
import { demoItsm } from '../../src/cli/demo-itsm.ts'
import { doctor } from '../../src/cli/doctor.ts'
import { grants } from '../../src/cli/grants.ts'
import { identityProvider } from '../../src/cli/identity-provider.ts'
import { itsmIndexes } from '../../src/cli/itsm-indexes.ts'
import { migrateCommand } from '../../src/cli/migrate.ts'
import { portalUsers } from '../../src/cli/portal-users.ts'
import { runCommand } from '../support/commands.ts'
import { runProgram } from '../support/processes.ts'

const commands = {
  doctor,
  grants,
  migrate: migrateCommand,
  'itsm-indexes': itsmIndexes,
  'demo-itsm': demoItsm,
  'identity-provider': identityProvider,
  'portal-users': portalUsers,
}
/** Where nothing answers: whoever reads the help needs no database. */
const environment = { DATABASE_URL: 'mysql://nobody@127.0.0.1:1/nothing' }

for (const [name, command] of Object.entries(commands)) {
  t.test(`${name} --help, as a program, says how it is called and does nothing else`, async (t) => {
    const { code, output, errors } = await runProgram(`src/cli/${name}.ts`, ['--help'], environment)
    t.match(output, new RegExp(`^Usage: npm run (--silent )?${name} `.replace(/ $/, '[ \\n]')))
    t.same({ code, errors }, { code: 0, errors: '' })
  })

  t.test(`${name} takes no option that it does not know: exit code 2, and how it is called`, async (t) => {
    const { code, output, errors } = await runCommand(command, ['--bogus'], environment)
    t.match(errors, /^Unknown option '--bogus'.*\n\nUsage: /)
    t.same({ code, output }, { code: 2, output: '' })
  })
}
