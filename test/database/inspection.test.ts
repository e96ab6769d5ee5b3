import { sql } from 'kysely'
import t from 'tap'
import type { Finding } from '../../src/database/itsm/inspection.ts'
import { checkItsm } from '../../src/database/itsm/itsm-database.ts'
import { createTestItsm, itsmSettings, onEachDatabase, onServer, open, type TestItsm } from '../support/databases.ts'

/** What a look at an ITSM finds with the portal's own account after its owner has run some statements. */
async function errorsAfter(itsm: TestItsm, ...statements: string[]): Promise<Finding[]> {
  for (const statement of statements) await sql.raw(statement).execute(itsm.admin.kysely)
  const database = itsm.dialect === 'sqlite' ? itsm.admin : open(itsm.url)
  const { findings } = await checkItsm(database, itsmSettings)
  if (database !== itsm.admin) await database.kysely.destroy()
  return findings.filter(({ severity }) => severity === 'error')
}

onEachDatabase(t, 'an ITSM as the design has it fits', async (t, dialect) => {
  const itsm = await createTestItsm(dialect)
  t.teardown(itsm.drop)
  t.same(await errorsAfter(itsm), [])
})

onEachDatabase(t, 'a table of the ITSM that is missing', async (t, dialect) => {
  const itsm = await createTestItsm(dialect)
  t.teardown(itsm.drop)
  t.same(await errorsAfter(itsm, 'drop table ticket_history'), [
    {
      severity: 'error',
      subject: 'ticket_history',
      problem: 'is missing, or the database user may not see it',
      breaks: 'the history that agents see of a new ticket',
      remedy: 'Check DATABASE_URL and the privileges (npm run grants, with the same settings).',
    },
  ])
})

onEachDatabase(t, 'a column that is missing', async (t, dialect) => {
  const itsm = await createTestItsm(dialect)
  t.teardown(itsm.drop)
  t.same(await errorsAfter(itsm, 'alter table tickets drop column sla_tier'), [
    {
      severity: 'error',
      subject: 'tickets.sla_tier',
      problem: 'is missing, or the database user may not see it',
      breaks: 'seeing and opening tickets',
      remedy: 'Check the version of the ITSM and the privileges (npm run grants, with the same settings).',
    },
  ])
})

onEachDatabase(t, 'a table of the portal that is missing is made by npm run migrate', async (t, dialect) => {
  const itsm = await createTestItsm(dialect)
  t.teardown(itsm.drop)
  t.match(await errorsAfter(itsm, 'drop table customer_portal_sessions'), [
    { subject: 'customer_portal_sessions', breaks: 'signing in and out', remedy: 'npm run migrate' },
  ])
})

onServer(t, 'a column of a type that the portal cannot use', async (t) => {
  const itsm = await createTestItsm('mysql')
  t.teardown(itsm.drop)
  t.same(await errorsAfter(itsm, 'alter table ticket_comments modify is_internal varchar(5) not null'), [
    {
      severity: 'error',
      subject: 'ticket_comments.is_internal',
      problem: 'is of type varchar; the portal needs integer',
      breaks: 'reading and writing comments',
      remedy: 'Change the type of ticket_comments.is_internal.',
    },
  ])
})

onServer(t, 'a column with too little room for what the portal writes', async (t) => {
  const itsm = await createTestItsm('mysql')
  t.teardown(itsm.drop)
  t.same(await errorsAfter(itsm, 'alter table tickets modify ticket_number varchar(15) not null'), [
    {
      severity: 'error',
      subject: 'tickets.ticket_number',
      problem: 'holds 15 characters; the portal writes up to 20',
      breaks: 'seeing and opening tickets',
      remedy: 'Change the type of tickets.ticket_number.',
    },
  ])
})

onEachDatabase(t, 'a column without a default that the portal does not know', async (t, dialect) => {
  const itsm = await createTestItsm(dialect)
  t.teardown(itsm.drop)
  // SQLite adds no such column to a table; it makes a new table, as here without the rows.
  const statements =
    dialect === 'mysql'
      ? ['alter table ticket_history add column plugin_code varchar(20) not null']
      : [
          'drop table ticket_history',
          `create table ticket_history (id text, tenant_id text, ticket_id text, field_changed text, old_value text,
             new_value text, changed_by text, changed_at text, plugin_code text not null)`,
        ]
  t.same(await errorsAfter(itsm, ...statements), [
    {
      severity: 'error',
      subject: 'ticket_history.plugin_code',
      problem: 'must be given at every insert, and the portal does not know it',
      breaks: 'the history that agents see of a new ticket',
      remedy: 'Give ticket_history.plugin_code a default.',
    },
  ])
})

onServer(t, 'a column without a default is no matter in a table that the portal only reads', async (t) => {
  const itsm = await createTestItsm('mysql')
  t.teardown(itsm.drop)
  t.same(await errorsAfter(itsm, 'alter table customers add column plugin_code varchar(20) not null'), [])
})

onServer(t, 'a column that does not allow the NULL that the portal writes', async (t) => {
  const itsm = await createTestItsm('mysql')
  t.teardown(itsm.drop)
  const findings = await errorsAfter(
    itsm,
    "update tickets set sla_tier = 'gold'",
    'alter table tickets modify sla_tier varchar(20) not null',
  )
  t.match(findings, [
    { subject: 'tickets.sla_tier', problem: 'does not allow NULL', remedy: 'Change the type of tickets.sla_tier.' },
  ])
})

onServer(t, 'an ENUM without a value that the portal writes', async (t) => {
  const itsm = await createTestItsm('mysql')
  t.teardown(itsm.drop)
  const findings = await errorsAfter(
    itsm,
    "update tickets set source = 'manual'",
    "alter table tickets modify source enum ('manual', 'email', 'monitoring', 'api') not null default 'manual'",
  )
  t.match(findings, [
    {
      subject: 'tickets.source',
      problem: "is an ENUM without 'portal'",
      breaks: 'seeing and opening tickets',
      remedy: 'Change the type of tickets.source.',
    },
  ])
  t.equal(findings.length, 1)
})

onServer(t, 'ids that cannot be compared because their collations differ', async (t) => {
  const itsm = await createTestItsm('mysql')
  t.teardown(itsm.drop)
  const collations = sql<{ usual: string }>`select @@collation_database as usual`
  const { usual } = (await collations.execute(itsm.admin.kysely)).rows[0] ?? { usual: '' }
  const findings = await errorsAfter(
    itsm,
    'alter table sla_assignments modify service_id varchar(36) collate utf8mb4_general_ci',
  )
  t.same(findings, [
    {
      severity: 'error',
      subject: 'sla_assignments.service_id',
      problem: `has the collation utf8mb4_general_ci; tenants.id has ${usual}`,
      breaks: 'the due dates of new tickets: ids cannot be compared',
      remedy: `Convert sla_assignments to the collation ${usual}.`,
    },
  ])
})

onEachDatabase(t, 'SLA tables may be missing, both of them', async (t, dialect) => {
  const itsm = await createTestItsm(dialect, { sla: false })
  t.teardown(itsm.drop)
  t.same(await errorsAfter(itsm), [])
})
