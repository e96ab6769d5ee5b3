import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import t from 'tap'
import { readCatalogue } from '../../src/database/itsm/catalogue.ts'
import { checkItsm } from '../../src/database/itsm/itsm-database.ts'
import { createItsmTables, plainItsm } from '../../src/demo/schema.ts'
import { createEmptyDatabase, itsmSettings, onServer } from '../support/databases.ts'
import { bcryptHash, createItsmWithUsers, operatorsUser } from '../support/operators-users.ts'
import { runProgram } from '../support/processes.ts'
import { untilSomebodyWaits } from '../support/waiting.ts'

const replicas = 4

/** So many replicas migrate at the same moment, each in a process of its own. */
function migrateAtOnce(url: string) {
  return Promise.all(
    Array.from({ length: replicas }, () => runProgram('src/cli/migrate.ts', [], { DATABASE_URL: url })),
  )
}

onServer(t, 'replicas that start at once migrate an ITSM once', async (t) => {
  const { admin, adminUrl, drop } = await createEmptyDatabase('mysql')
  t.teardown(drop)
  await createItsmTables(admin, { ...plainItsm, portalUsers: false })
  const runs = await migrateAtOnce(adminUrl)
  for (const { code, errors } of runs) t.equal(code, 0, errors)
  const outputs = runs.map(({ output }) => output).join('')
  for (const name of ['001-portal-users', '002-sessions', '003-ticket-numbers', '004-idempotency-keys'])
    t.equal(outputs.split(`migrated: ${name}\n`).length - 1, 1, `${name} was carried out by one of them`)
  t.equal(outputs.split('nothing to migrate\n').length - 1, replicas - 1, 'the others found it done')
  const { findings } = await checkItsm(admin, itsmSettings)
  t.same(
    findings.filter(({ severity }) => severity === 'error'),
    [],
  )
})

onServer(t, 'replicas that start at once upgrade the users of an ITSM once', async (t) => {
  const hash = await bcryptHash('changeme', '$2b$')
  const itsm = await createItsmWithUsers('mysql', [
    operatorsUser('Anna@Acme.Example.com', hash),
    operatorsUser('bernd@acme.example.com', hash),
  ])
  t.teardown(itsm.drop)
  for (const { code, errors } of await migrateAtOnce(itsm.adminUrl)) t.equal(code, 0, errors)
  const table = (await readCatalogue(itsm.admin)).get('customer_portal_users')
  t.match(table?.columns.get('email_key'), { collation: 'utf8mb4_bin' })
  t.equal(table?.columns.get('password_hash')?.length, 255)
  t.match(
    table?.indexes.filter(({ columns }) => columns.join() === 'tenant_id,email_key'),
    [{ unique: true }],
  )
})

onServer(t, 'a replica waits for the one that migrates, also longer than a query may take', async (t) => {
  const { admin, adminUrl, drop } = await createEmptyDatabase('mysql')
  t.teardown(drop)
  const { code, output, errors } = await admin.kysely.connection().execute(async (connection) => {
    // The lock of the migrations (Kysely, MysqlAdapter).
    const lock = 'ea586330-2c93-47c8-908d-981d9d270f9d'
    await sql`select get_lock(${lock}, 60)`.execute(connection)
    const waiting = runProgram('src/cli/migrate.ts', [], { DATABASE_URL: adminUrl, DATABASE_TIMEOUT_MS: '300' })
    await Promise.race([untilSomebodyWaits(admin, 'User lock'), waiting])
    await Promise.race([sleep(1000), waiting])
    await sql`select release_lock(${lock})`.execute(connection)
    return waiting
  })
  t.equal(code, 0, errors)
  t.match(output, /migrated: 003-ticket-numbers/)
})

t.test('a database that cannot be migrated ends the command with its reason and exit code 1', async (t) => {
  const { code, errors } = await runProgram('src/cli/migrate.ts', [], {
    DATABASE_URL: 'mysql://nobody@127.0.0.1:1/nothing',
  })
  t.equal(code, 1)
  t.match(errors, /ECONNREFUSED/)
})
