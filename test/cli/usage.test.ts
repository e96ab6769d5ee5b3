import t from 'tap'
import { runProgram } from '../support/processes.ts'

const commands = ['doctor', 'grants', 'migrate', 'itsm-indexes', 'demo-itsm', 'identity-provider', 'portal-users']
/** Where nothing answers: whoever reads the help needs no database. */
const environment = { DATABASE_URL: 'mysql://nobody@127.0.0.1:1/nothing' }

for (const command of commands) {
  t.test(`${command} --help says how it is called and does nothing else`, async (t) => {
    const { code, output, errors } = await runProgram(`src/cli/${command}.ts`, ['--help'], environment)
    t.match(output, new RegExp(`^Usage: npm run (--silent )?${command} `.replace(/ $/, '[ \\n]')))
    t.same({ code, errors }, { code: 0, errors: '' })
  })

  t.test(`${command} takes no option that it does not know: exit code 2, and how it is called`, async (t) => {
    const { code, output, errors } = await runProgram(`src/cli/${command}.ts`, ['--bogus'], environment)
    t.match(errors, /^Unknown option '--bogus'.*\n\nUsage: /)
    t.same({ code, output }, { code: 2, output: '' })
  })
}
