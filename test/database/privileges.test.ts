import { sql } from 'kysely'
import t from 'tap'
import type { Finding } from '../../src/database/itsm/inspection.ts'
import { checkItsm } from '../../src/database/itsm/itsm-database.ts'
import { createTestItsm, itsmSettings, onServer, open, type TestItsm } from '../support/databases.ts'

/** What the portal's account finds after privileges of it were revoked. */
async function errorsWithout(itsm: TestItsm, privilege: string, table: string): Promise<Finding[]> {
  const { pathname, username } = new URL(itsm.url)
  await sql
    .raw(`revoke ${privilege} on ${pathname.slice(1)}.${table} from '${username}'@'%'`)
    .execute(itsm.admin.kysely)
  const database = open(itsm.url)
  const { findings } = await checkItsm(database, itsmSettings)
  await database.kysely.destroy()
  return findings.filter(({ severity }) => severity === 'error')
}

const revoked = [
  {
    privilege: 'select (title)',
    table: 'tickets',
    problem: /SELECT is denied: .*title/,
    breaks: 'seeing and opening tickets',
  },
  {
    privilege: 'insert (field_changed)',
    table: 'ticket_history',
    problem: /INSERT is denied: .*field_changed/,
    breaks: 'the history that agents see of a new ticket',
  },
  {
    privilege: 'update (updated_at)',
    table: 'tickets',
    problem: /UPDATE is denied/,
    breaks: 'seeing and opening tickets',
  },
  {
    privilege: 'insert (is_active)',
    table: 'users',
    problem: /INSERT is denied/,
    breaks: 'the names of the authors of tickets and comments',
  },
  {
    privilege: 'delete',
    table: 'customer_portal_sessions',
    problem: /DELETE is denied/,
    breaks: 'signing in and out',
  },
]

for (const { privilege, table, problem, breaks } of revoked)
  onServer(t, `without ${privilege} on ${table}`, async (t) => {
    const itsm = await createTestItsm('mysql')
    t.teardown(itsm.drop)
    const findings = await errorsWithout(itsm, privilege, table)
    t.match(findings, [
      {
        subject: table,
        problem,
        breaks,
        remedy: 'Grant it: npm run grants, with the same settings, prints the statements.',
      },
    ])
    t.equal(findings.length, 1)
  })

onServer(t, 'a table that the account may not see at all', async (t) => {
  const itsm = await createTestItsm('mysql')
  t.teardown(itsm.drop)
  t.match(await errorsWithout(itsm, 'all privileges', 'kb_articles'), [
    {
      subject: 'kb_articles',
      problem: 'is missing, or the database user may not see it',
      breaks: 'the knowledge base',
      remedy: 'Check DATABASE_URL and the privileges (npm run grants, with the same settings).',
    },
  ])
})

onServer(t, 'where authors are not mirrored, users need not be written', async (t) => {
  const itsm = await createTestItsm('mysql', { authorForeignKeys: false })
  t.teardown(itsm.drop)
  const database = open(itsm.url)
  t.teardown(() => database.kysely.destroy())
  const { database: found, findings } = await checkItsm(database, itsmSettings)
  t.equal(found.mirrorsAuthors, false)
  t.same(
    findings.filter(({ severity }) => severity === 'error'),
    [],
  )
  const forced = await checkItsm(database, { ...itsmSettings, ITSM_AUTHOR_MIRROR: 'always' })
  t.match(
    forced.findings.filter(({ severity }) => severity === 'error'),
    [
      { subject: 'users', problem: /INSERT is denied/ },
      { subject: 'users', problem: /UPDATE is denied/ },
    ],
    'a setting that asks for the mirror asks for the privileges too',
  )
})
