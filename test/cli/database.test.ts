import t from 'tap'
import { migrateCommand } from '../../src/cli/migrate.ts'
import { runCommand } from '../support/commands.ts'
import { createEmptyDatabase, onServer } from '../support/databases.ts'

onServer(t, 'what is wrong with DATABASE_URL is said in its terms', async (t) => {
  const empty = await createEmptyDatabase('mysql')
  t.teardown(empty.drop)
  const migrateOn = async (change: (url: URL) => void) => {
    const url = new URL(empty.adminUrl)
    change(url)
    return runCommand(migrateCommand, [], { DATABASE_URL: url.href })
  }
  const withoutName = await migrateOn((url) => {
    url.pathname = ''
  })
  t.match(withoutName, { code: 1, errors: /\(ER_NO_DB_ERROR\)\nDATABASE_URL names no database; / })
  const stranger = await migrateOn((url) => {
    url.username = 'stranger'
    url.password = 'no secret'
  })
  t.match(stranger, { code: 1, errors: /\(ER_ACCESS_DENIED_ERROR\)\nThis is the account in DATABASE_URL: / })
  t.notMatch(stranger.errors, 'no secret')
})
