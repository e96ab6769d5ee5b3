import { type Kysely, sql } from 'kysely'
import t from 'tap'
import { readCatalogue } from '../../src/database/itsm/catalogue.ts'
import { type Applicable, applicableTables, columnsFor } from '../../src/database/itsm/contract.ts'
import { grantStatements } from '../../src/database/itsm/grants.ts'
import type { Tables } from '../../src/database/tables.ts'
import { createTestItsm, onServer, open, type TestItsm } from '../support/databases.ts'

/** What the server says that the portal's account may do, by table. */
async function grantsOf(itsm: TestItsm): Promise<Map<string, string>> {
  const { username } = new URL(itsm.url)
  const { rows } = await sql<Record<string, string>>`show grants for ${sql.lit(username)}@'%'`.execute(
    itsm.admin.kysely,
  )
  return new Map(
    rows.flatMap((row) => {
      const [, privileges, table] = /^GRANT (.*) ON `[^`]+`\.`([^`]+)` TO/.exec(Object.values(row)[0] ?? '') ?? []
      return privileges && table ? [[table, privileges] as const] : []
    }),
  )
}

/** The columns of one privilege, such as `SELECT`. */
function columnsOf(privileges: string | undefined, privilege: string): string[] {
  const [, list = ''] = new RegExp(`${privilege} \\(([^)]*)\\)`).exec(privileges ?? '') ?? []
  return (list.match(/[^`, ]+/g) ?? []).toSorted()
}

onServer(t, 'the account has a privilege on every column that the contract uses, and on no other', async (t) => {
  const itsm = await createTestItsm('mysql')
  t.teardown(itsm.drop)
  const grants = await grantsOf(itsm)
  t.same(
    [...grants.keys()].toSorted(),
    applicableTables(everything)
      .map(([name]) => name as string)
      .toSorted(),
  )
  for (const [name, table] of applicableTables(everything))
    for (const use of ['select', 'insert', 'update'] as const)
      t.same(columnsOf(grants.get(name), use.toUpperCase()), columnsFor(table, use).toSorted(), `${use} on ${name}`)
})

/** The test ITSMs have all of it. */
const everything: Applicable = { hasSla: true, mirrorsAuthors: true, hasAdministration: true }

/** What the portal itself puts down for a time. Its users and its audit stay. */
const deletable = [
  'customer_portal_sessions',
  'customer_portal_idempotency_keys',
  'customer_portal_links',
  'customer_portal_mails',
  'customer_portal_sign_in_failures',
  'customer_portal_security_log',
  'customer_portal_second_factors',
  'customer_portal_recovery_codes',
  'customer_portal_identity_providers',
  'customer_portal_identities',
]

onServer(
  t,
  'beyond columns there is REFERENCES, which shows no row, and DELETE on what the portal itself puts down for a time',
  async (t) => {
    const itsm = await createTestItsm('mysql')
    t.teardown(itsm.drop)
    for (const [table, privileges] of await grantsOf(itsm)) {
      const others = privileges.replaceAll(/(SELECT|INSERT|UPDATE) \([^)]*\)/g, '').match(/\w+/g)
      t.same(others?.toSorted(), deletable.includes(table) ? ['DELETE', 'REFERENCES'] : ['REFERENCES'], table)
    }
  },
)

const run = (kysely: Kysely<Tables>, statement: string) => sql.raw(statement).execute(kysely)

const denied = [
  'select password_hash from users',
  'select email from users',
  'select root_cause from tickets',
  'select cab_notes from tickets',
  'select * from tickets',
  "update tickets set status = 'closed'",
  "update tickets set title = ''",
  'delete from tickets',
  'delete from ticket_comments',
  "update ticket_comments set content = ''",
  'select new_value from ticket_history',
  'delete from ticket_history',
  'update users set is_active = 1',
  "update users set password_hash = ''",
  "insert into users (id, email, display_name, auth_provider, is_superadmin, created_at) values ('', '', '', '', 1, '')",
  "insert into tenant_user_memberships (tenant_id, user_id) values ('', '')",
  'select is_default from tenant_user_memberships',
  "update tenant_user_memberships set role = 'admin'",
  'select settings from tenants',
  'update customers set is_active = 1',
  "update kb_articles set content = ''",
  'select entry from audit_logs',
  "insert into audit_logs (entry) values ('')",
  'delete from customer_portal_users',
  "update customer_portal_users set email = ''",
  "update customer_portal_users set tenant_id = ''",
  'delete from customer_portal_audit',
  "update customer_portal_audit set actor = ''",
  'alter table tickets add column portal int',
  'create table portal (id int)',
  'drop table customer_portal_sessions',
]

onServer(t, 'the account cannot do what the portal does not do', async (t) => {
  const itsm = await createTestItsm('mysql')
  t.teardown(itsm.drop)
  await sql`create table audit_logs (id int primary key auto_increment, entry text)`.execute(itsm.admin.kysely)
  const { kysely } = open(itsm.url)
  t.teardown(() => kysely.destroy())
  for (const statement of denied) {
    await t.rejects(run(kysely, statement), { code: /^ER_(TABLE|COLUMN)ACCESS_DENIED_ERROR$/ }, statement)
    if (/^(select|insert|update|delete)/.test(statement))
      await t.resolves(
        run(itsm.admin.kysely, `explain ${statement}`),
        `only the privilege is in the way of ${statement}`,
      )
  }
})

onServer(
  t,
  'ITSMs without SLA tables or foreign keys of authors, and portals without administration, need fewer grants',
  async (t) => {
    const options = { database: 'itsm', account: "'portal'@'%'" }
    const statements = (differences: Partial<Applicable>) =>
      grantStatements({ ...options, applicable: { ...everything, ...differences } })
    const tablesOf = (statements: string[]) => statements.map((grant) => /`itsm`\.`(\w+)`/.exec(grant)?.[1])
    const sla = ['sla_assignments', 'sla_definitions']
    t.ok(sla.every((table) => tablesOf(statements({})).includes(table)))
    t.notOk(sla.some((table) => tablesOf(statements({ hasSla: false })).includes(table)))

    t.notOk(tablesOf(statements({ hasAdministration: false })).includes('tenant_user_memberships'))

    const users = statements({ mirrorsAuthors: false }).filter((grant) => grant.includes('`users`'))
    t.same(users, [
      "GRANT REFERENCES, SELECT (`id`, `display_name`, `auth_provider`, `is_active`) ON `itsm`.`users` TO 'portal'@'%';",
    ])
  },
)

onServer(t, 'the account sees the layout of its tables, as far as the start-up check reads it', async (t) => {
  const itsm = await createTestItsm('mysql', { recommendedIndexes: true })
  t.teardown(itsm.drop)
  const database = open(itsm.url)
  t.teardown(() => database.kysely.destroy())
  const asOwner = await readCatalogue(itsm.admin)
  const asPortal = await readCatalogue(database)
  for (const [name] of applicableTables(everything)) {
    t.same([...(asPortal.get(name)?.columns.values() ?? [])], [...(asOwner.get(name)?.columns.values() ?? [])], name)
    t.same(asPortal.get(name)?.indexes, asOwner.get(name)?.indexes)
    t.same(asPortal.get(name)?.foreignKeys, asOwner.get(name)?.foreignKeys)
  }
})
