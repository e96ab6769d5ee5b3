import { sql } from 'kysely'
import t from 'tap'
import { readCatalogue } from '../../src/database/itsm/catalogue.ts'
import { checkItsm } from '../../src/database/itsm/itsm-database.ts'
import { inspectPortalUsers } from '../../src/database/itsm/portal-users.ts'
import { migrate } from '../../src/database/migrate.ts'
import { ambiguousEmails } from '../../src/database/unique-emails.ts'
import { demoIds } from '../../src/demo/people.ts'
import { itsmSettings, onEachDatabase, type TestItsm } from '../support/databases.ts'
import { bcryptHash, createItsmWithUsers, operatorsUser } from '../support/operators-users.ts'
import { startPortalOn } from '../support/portal.ts'

const twice = ['Anna@Acme.Example.com', 'anna@acme.example.com']

async function createAmbiguousItsm(dialect: TestItsm['dialect']): Promise<TestItsm> {
  const hash = await bcryptHash('changeme', '$2b$')
  const itsm = await createItsmWithUsers(
    dialect,
    [...twice, 'bernd@acme.example.com'].map((email) => operatorsUser(email, hash)),
  )
  await migrate(itsm.admin)
  return itsm
}

async function emailIndexes({ admin }: TestItsm) {
  const table = (await readCatalogue(admin)).get('customer_portal_users')
  return (table?.indexes ?? [])
    .filter(({ columns }) => columns.join() === 'tenant_id,email_key')
    .map(({ unique }) => (unique ? 'unique' : 'plain'))
}

onEachDatabase(t, 'addresses that differ only in case are kept, indexed and reported', async (t, dialect) => {
  const itsm = await createAmbiguousItsm(dialect)
  t.teardown(itsm.drop)
  t.same(await emailIndexes(itsm), ['plain'])
  t.same(await ambiguousEmails(itsm.admin.kysely, 10), [{ tenantId: demoIds.demoOrg, email: 'anna@acme.example.com' }])
  const { rows } = await sql<{ email: string }>`select email from customer_portal_users`.execute(itsm.admin.kysely)
  t.same(rows.map(({ email }) => email).toSorted(), [...twice, 'bernd@acme.example.com'])

  const check = await checkItsm(itsm.admin, itsmSettings)
  const findings = await inspectPortalUsers(check.database)
  t.match(findings, [
    {
      severity: 'warning',
      subject: 'customer_portal_users',
      problem: `has several rows for anna@acme.example.com in tenant ${demoIds.demoOrg}`,
      breaks: /nobody can sign in/,
      remedy: /npm run migrate/,
    },
  ])
  t.equal(findings.length, 1)
})

onEachDatabase(t, 'nobody signs in through an ambiguous address, everybody else does', async (t, dialect) => {
  const portal = await startPortalOn(t, await createAmbiguousItsm(dialect))
  for (const email of twice) await t.rejects(portal.signIn(email, 'demo-org', 'changeme'), /INVALID_CREDENTIALS/)
  await t.resolves(portal.signIn('bernd@acme.example.com', 'demo-org', 'changeme'))
})

onEachDatabase(t, 'running again changes nothing as long as the addresses stay ambiguous', async (t, dialect) => {
  const itsm = await createAmbiguousItsm(dialect)
  t.teardown(itsm.drop)
  t.same(await migrate(itsm.admin), [])
  t.same(await emailIndexes(itsm), ['plain'])
})

onEachDatabase(t, 'once the rows were mended, the next run makes the unique key', async (t, dialect) => {
  const itsm = await createAmbiguousItsm(dialect)
  await sql`update customer_portal_users set email = 'anna.b@acme.example.com'
    where email = 'Anna@Acme.Example.com' and id = (select id from (select max(id) as id from customer_portal_users
      where email = 'Anna@Acme.Example.com') as one)`.execute(itsm.admin.kysely)
  await migrate(itsm.admin)
  t.ok((await emailIndexes(itsm)).includes('unique'))
  const portal = await startPortalOn(t, itsm)
  await t.resolves(portal.signIn('anna.B@acme.example.com', 'demo-org', 'changeme'))
  await t.resolves(portal.signIn('anna@acme.example.com', 'demo-org', 'changeme'))
  t.same(await ambiguousEmails(itsm.admin.kysely, 10), [])
})
