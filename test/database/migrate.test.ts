import { sql } from 'kysely'
import t from 'tap'
import { readCatalogue } from '../../src/database/itsm/catalogue.ts'
import { checkItsm } from '../../src/database/itsm/itsm-database.ts'
import { migrate } from '../../src/database/migrate.ts'
import { createItsmTables, plainItsm } from '../../src/demo/schema.ts'
import { createEmptyDatabase, itsmSettings, onEachDatabase, onServer } from '../support/databases.ts'
import { itsmTableDefinitions, tableDefinitions } from '../support/table-definitions.ts'

const portalTables = [
  'customer_portal_audit',
  'customer_portal_idempotency_keys',
  'customer_portal_identities',
  'customer_portal_identity_providers',
  'customer_portal_links',
  'customer_portal_mails',
  'customer_portal_migrations',
  'customer_portal_migrations_lock',
  'customer_portal_recovery_codes',
  'customer_portal_second_factors',
  'customer_portal_security_log',
  'customer_portal_sessions',
  'customer_portal_sign_in_failures',
  'customer_portal_ticket_numbers',
  'customer_portal_users',
]

onEachDatabase(t, 'an empty database gets the tables of the portal, and nothing else', async (t, dialect) => {
  const { admin, drop } = await createEmptyDatabase(dialect)
  t.teardown(drop)
  t.same(await migrate(admin), [
    '001-portal-users',
    '002-sessions',
    '003-ticket-numbers',
    '004-idempotency-keys',
    '005-accounts',
  ])
  const tables = [...(await readCatalogue(admin)).keys()].filter((name) => !name.startsWith('sqlite_'))
  t.same(tables.toSorted(), portalTables)
})

onEachDatabase(
  t,
  'an ITSM with the tables of the portal fits, with or without users of its own',
  async (t, dialect) => {
    for (const portalUsers of [true, false]) {
      const { admin, drop } = await createEmptyDatabase(dialect)
      t.teardown(drop)
      await createItsmTables(admin, { ...plainItsm, portalUsers })
      await migrate(admin)
      const { findings } = await checkItsm(admin, itsmSettings)
      t.same(
        findings.filter(({ severity }) => severity === 'error'),
        [],
      )
    }
  },
)

onEachDatabase(t, 'no table of the ITSM is altered', async (t, dialect) => {
  const { admin, drop } = await createEmptyDatabase(dialect)
  t.teardown(drop)
  await createItsmTables(admin, plainItsm)
  const before = await itsmTableDefinitions(admin)
  t.ok(Object.keys(before).includes('tickets'))
  await migrate(admin)
  t.same(await itsmTableDefinitions(admin), before)
})

onEachDatabase(t, 'a second run finds nothing to do and changes nothing', async (t, dialect) => {
  const { admin, drop } = await createEmptyDatabase(dialect)
  t.teardown(drop)
  await createItsmTables(admin, plainItsm)
  await migrate(admin)
  const before = await tableDefinitions(admin)
  t.same(await migrate(admin), [])
  t.same(await tableDefinitions(admin), before)
})

onEachDatabase(t, 'tenant and e-mail are unique, whatever the case of the e-mail', async (t, dialect) => {
  const { admin, drop } = await createEmptyDatabase(dialect)
  t.teardown(drop)
  await migrate(admin)
  const insert = (id: string, tenantId: string, email: string) =>
    sql`insert into customer_portal_users (id, tenant_id, customer_id, email, display_name, password_hash, created_at)
      values (${id}, ${tenantId}, 'customer', ${email}, 'Somebody', '-', '-')`.execute(admin.kysely)
  await insert('1', 'tenant 1', 'Anna@Example.com')
  await t.rejects(insert('2', 'tenant 1', ' anna@example.COM '))
  await t.resolves(insert('3', 'tenant 2', 'anna@example.com'), 'another tenant may have the same address')
})

onServer(t, 'the tables take over engine and collation of the ITSM’s ids, not those of the server', async (t) => {
  const { admin, drop } = await createEmptyDatabase('mysql')
  t.teardown(drop)
  await sql`alter database character set utf8mb4 collate utf8mb4_general_ci`.execute(admin.kysely)
  await createItsmTables(admin, { ...plainItsm, portalUsers: false })
  await sql`alter database character set latin1 collate latin1_swedish_ci`.execute(admin.kysely)
  await migrate(admin)
  const catalogue = await readCatalogue(admin)
  for (const [table, column] of [
    ['customer_portal_users', 'tenant_id'],
    ['customer_portal_sessions', 'portal_user_id'],
    ['customer_portal_ticket_numbers', 'tenant_id'],
    ['customer_portal_idempotency_keys', 'portal_user_id'],
  ] as const)
    t.equal(catalogue.get(table)?.columns.get(column)?.collation, 'utf8mb4_general_ci', table)
  const { findings } = await checkItsm(admin, itsmSettings)
  t.same(
    findings.filter(({ severity }) => severity === 'error'),
    [],
  )
})

onServer(t, 'on an ITSM, portal users belong to a tenant and a customer that exist', async (t) => {
  const { admin, drop } = await createEmptyDatabase('mysql')
  t.teardown(drop)
  await createItsmTables(admin, { ...plainItsm, portalUsers: false })
  await migrate(admin)
  const insert = sql`insert into customer_portal_users
    (id, tenant_id, customer_id, email, display_name, password_hash, created_at)
    values ('1', 'nowhere', 'nobody', 'a@example.com', 'Somebody', '-', '-')`.execute(admin.kysely)
  await t.rejects(insert, { code: 'ER_NO_REFERENCED_ROW_2' })
})
