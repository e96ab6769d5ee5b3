import { sql } from 'kysely'
import t from 'tap'
import { readCatalogue } from '../../src/database/itsm/catalogue.ts'
import { migrate } from '../../src/database/migrate.ts'
import { onEachDatabase, onServer, type TestItsm } from '../support/databases.ts'
import { bcryptHash, createItsmWithUsers, operatorsUser } from '../support/operators-users.ts'
import { api, startPortalOn, type TestPortal } from '../support/portal.ts'

async function usersOf({ admin }: TestItsm) {
  const { rows } = await sql<Record<string, unknown>>`select id, tenant_id, customer_id, email, display_name,
    password_hash, created_at, note from customer_portal_users order by id`.execute(admin.kysely)
  return rows.map((row) => ({ ...row }))
}

async function signInStatus(portal: TestPortal, email: string): Promise<number> {
  const payload = { tenantSlug: 'demo-org', email, password: 'changeme' }
  return (await portal.request(null, { method: 'POST', url: `${api}/auth/login`, payload })).statusCode
}

onEachDatabase(t, 'every row that operators put in stays, to the last value', async (t, dialect) => {
  const users = [
    operatorsUser('Anna.Schmidt@Acme.Example.com', await bcryptHash('changeme', '$2a$')),
    operatorsUser('bernd@acme.example.com', await bcryptHash('changeme', '$2b$')),
    operatorsUser(' CHLOË@ACME.EXAMPLE.COM ', await bcryptHash('changeme', '$2y$')),
  ]
  const itsm = await createItsmWithUsers(dialect, users)
  t.teardown(itsm.drop)
  const before = await usersOf(itsm)
  t.equal(before.length, 3)
  await migrate(itsm.admin)
  t.same(await usersOf(itsm), before)
  await migrate(itsm.admin)
  t.same(await usersOf(itsm), before)
})

onEachDatabase(t, 'rows from before the portal sign in, with the columns that were missing', async (t, dialect) => {
  const itsm = await createItsmWithUsers(dialect, [
    operatorsUser('Anna.Schmidt@Acme.Example.com', await bcryptHash('changeme', '$2y$')),
  ])
  await migrate(itsm.admin)
  const portal = await startPortalOn(t, itsm)
  t.equal(await signInStatus(portal, 'anna.schmidt@ACME.example.com'), 200)
  const { rows } = await sql<Record<string, unknown>>`select is_active, last_login, password_hash
    from customer_portal_users`.execute(itsm.admin.kysely)
  t.match(rows, [{ is_active: 1, last_login: /^\d{4}-\d\d-\d\dT.*Z$/, password_hash: /^\$argon2id\$/ }])
})

onServer(t, 'a password column that was made for bcrypt is widened, a wide one left alone', async (t) => {
  const itsm = await createItsmWithUsers('mysql', [])
  t.teardown(itsm.drop)
  const lengthOf = async () =>
    (await readCatalogue(itsm.admin)).get('customer_portal_users')?.columns.get('password_hash')?.length
  t.equal(await lengthOf(), 60)
  await migrate(itsm.admin)
  t.equal(await lengthOf(), 255)

  const wide = await createItsmWithUsers('mysql', [])
  t.teardown(wide.drop)
  await sql`alter table customer_portal_users modify password_hash text not null`.execute(wide.admin.kysely)
  await migrate(wide.admin)
  const column = (await readCatalogue(wide.admin)).get('customer_portal_users')?.columns.get('password_hash')
  t.match(column, { type: 'text', nullable: false })
})
