import { sql } from 'kysely'
import t from 'tap'
import { doctor } from '../../src/cli/doctor.ts'
import { migrateCommand } from '../../src/cli/migrate.ts'
import { createItsmTables, plainItsm } from '../../src/demo/schema.ts'
import { runCommand } from '../support/commands.ts'
import { createEmptyDatabase, createTestItsm, onServer } from '../support/databases.ts'

const examine = (url: string, ...args: string[]) => runCommand(doctor, args, { DATABASE_URL: url })

onServer(t, 'an ITSM that fits: exit code 0, and how the portal will work on it', async (t) => {
  const itsm = await createTestItsm('mysql', { recommendedIndexes: true })
  t.teardown(itsm.drop)
  const { code, output, errors } = await examine(itsm.url)
  t.equal(code, 0, errors)
  t.equal(
    output,
    'The database fits. Authors are mirrored into users; due dates: from the SLA tables; ' +
      'article search: full-text (title, category, tags, content).\n',
  )
})

onServer(t, 'a plainer itsm fits too: indexes are recommended, and the summary says what is different', async (t) => {
  const itsm = await createTestItsm('mysql', { sla: false, authorForeignKeys: false })
  t.teardown(itsm.drop)
  const { code, output } = await examine(itsm.url)
  t.equal(code, 0)
  t.match(output, /^warning tickets has no index on \(tenant_id, customer_id, created_at, id, status\)$/m)
  t.match(output, /^warning kb_articles has no full-text index on \(title, category, tags, content\)$/m)
  t.match(output, 'Authors are written directly; due dates: none; article search: substrings.')
  t.notMatch(output, 'ERROR')
})

onServer(t, 'an ITSM that does not fit: exit code 1; what differs, what it breaks, how to fix it', async (t) => {
  const itsm = await createTestItsm('mysql', { recommendedIndexes: true })
  t.teardown(itsm.drop)
  await sql`alter table tickets drop column sla_tier`.execute(itsm.admin.kysely)
  await sql`drop table ticket_history`.execute(itsm.admin.kysely)
  const { code, output } = await examine(itsm.url)
  t.equal(code, 1)
  t.equal(
    output,
    `ERROR   tickets.sla_tier is missing, or the database user may not see it
        breaks: seeing and opening tickets
        fix:    Check the version of the ITSM and the privileges (npm run grants, with the same settings).
ERROR   ticket_history is missing, or the database user may not see it
        breaks: the history that agents see of a new ticket
        fix:    Check DATABASE_URL and the privileges (npm run grants, with the same settings).
The database does not fit: 2 errors.
`,
  )
})

onServer(t, '--json gives the same for programs', async (t) => {
  const itsm = await createTestItsm('mysql', { recommendedIndexes: true })
  t.teardown(itsm.drop)
  const well = await examine(itsm.url, '--json')
  t.equal(well.code, 0)
  t.same(JSON.parse(well.output), { fits: true, findings: [] })

  await sql`alter table tickets drop column sla_tier`.execute(itsm.admin.kysely)
  const ill = await examine(itsm.url, '--json')
  t.equal(ill.code, 1)
  t.same(JSON.parse(ill.output), {
    fits: false,
    findings: [
      {
        severity: 'error',
        subject: 'tickets.sla_tier',
        problem: 'is missing, or the database user may not see it',
        breaks: 'seeing and opening tickets',
        remedy: 'Check the version of the ITSM and the privileges (npm run grants, with the same settings).',
      },
    ],
  })
})

onServer(t, 'an ITSM that was never migrated: the tables of the portal are one command away', async (t) => {
  const { admin, adminUrl, drop } = await createEmptyDatabase('mysql')
  t.teardown(drop)
  await createItsmTables(admin, { ...plainItsm, portalUsers: false })
  const before = await examine(adminUrl)
  t.equal(before.code, 1)
  for (const table of ['users', 'sessions', 'ticket_numbers'])
    t.match(before.output, new RegExp(`ERROR {3}customer_portal_${table} is missing.*\n.*\n +fix: +npm run migrate`))
  t.equal((await runCommand(migrateCommand, [], { DATABASE_URL: adminUrl })).code, 0)
  t.equal((await examine(adminUrl)).code, 0)
})

t.test('a database that cannot be reached: exit code 1, and why', async (t) => {
  const { code, errors, output } = await examine('mysql://nobody@127.0.0.1:1/nothing')
  t.equal(code, 1)
  t.equal(errors, 'connect ECONNREFUSED 127.0.0.1:1 (ECONNREFUSED)\n', 'one line, and no stack trace')
  t.equal(output, '')
})

t.test('settings that are not valid: exit code 1, and which', async (t) => {
  const { code, errors } = await examine('postgres://somewhere')
  t.equal(code, 1)
  t.match(errors, /The configuration is not valid:\n {2}- DATABASE_URL/)
})
