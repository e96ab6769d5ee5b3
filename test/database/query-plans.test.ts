import { sql } from 'kysely'
import t from 'tap'
import { createTestItsm, onServer, server, type TestItsm } from '../support/databases.ts'
import { insertManyRows } from '../support/many-rows.ts'
import { api, startPortalOn, type TestPortal } from '../support/portal.ts'
import { runProgram } from '../support/processes.ts'
import { explain, openRecorded, type PlanStep, type RecordedQuery } from '../support/recorded-queries.ts'

interface Expected {
  name: string
  path: string
  /** Which of the statements of the request. */
  statement: RegExp
  table: string
  index: string
  /** Whether the index alone answers, without the rows. */
  covers?: true
  /** Whether the index has the order too. */
  sorts?: true
  /** An index that MySQL takes instead, and sorts what it finds. */
  onMySql?: string
}

const page = /inner join \(select `tickets`.`id`/
const count = /^select count\(\*\)/
const articles = /substr\(kb_articles.content/

const expectations: Expected[] = [
  { name: 'the ticket list, newest first', path: '/tickets', statement: page, index: 'tickets_created' },
  { name: 'a page further back', path: '/tickets?page=3', statement: page, index: 'tickets_created' },
  {
    name: 'the ticket list, last changed first',
    path: '/tickets?sort=updatedAt',
    statement: page,
    index: 'tickets_updated',
  },
  { name: 'the ticket list of one status', path: '/tickets?status=open', statement: page, index: 'tickets_status' },
].map((list) => ({ ...list, table: 'tickets', covers: true, sorts: true }))
expectations.push(
  {
    name: 'the tickets in each state',
    path: '/tickets/counts',
    statement: /group by `tickets`.`status`/,
    table: 'tickets',
    // Either of the three ends in, or begins with, the state; any of them answers alone.
    index: 'tickets_',
    covers: true,
  },
  {
    name: 'the comments of a busy ticket',
    path: '/tickets/:id',
    statement: /`ticket_comments`.`content`/,
    table: 'ticket_comments',
    index: 'comments_ticket',
    sorts: true,
    // Both find the comments of one ticket, and nothing that every server understands decides between them.
    onMySql: 'ticket_id',
  },
  {
    name: 'the knowledge base, newest first',
    path: '/kb',
    statement: articles,
    table: 'kb_articles',
    index: 'articles_published',
    sorts: true,
  },
  {
    name: 'the number of articles',
    path: '/kb',
    statement: count,
    table: 'kb_articles',
    index: 'articles_published',
    covers: true,
  },
  {
    name: 'search in the knowledge base',
    path: '/kb?q=printer',
    statement: articles,
    table: 'kb_articles',
    index: 'articles_text',
  },
)

onServer(t, 'with the recommended indexes', async (t) => {
  const itsm = await createTestItsm('mysql')
  // Only the recommended ones are left to choose from.
  await sql`alter table tickets drop index idx_tickets_5`.execute(itsm.admin.kysely)
  const { code, errors } = await runProgram('src/cli/itsm-indexes.ts', ['--create'], { DATABASE_URL: itsm.adminUrl })
  t.equal(code, 0, errors)
  const busyTicket = await insertManyRows(itsm)
  // A server counts anew by itself a while after so many rows have come.
  await sql`analyze table tickets, ticket_comments, kb_articles`.execute(itsm.admin.kysely)
  const { database, queries } = openRecorded(itsm.url)
  const portal = await startPortalOn(t, itsm, { database })
  const token = await portal.signIn()

  for (const { name, path, statement, table, index, covers, sorts, onMySql } of expectations)
    await t.test(`${name} is read by ${index}`, async (t) => {
      queries.length = 0
      const answer = await portal.request(token, { url: api + path.replace(':id', busyTicket) })
      t.equal(answer.statusCode, 200, answer.body)
      const step = await stepOn(table, itsm, queries, statement)
      if (server === 'MySQL' && step?.key === onMySql) return
      t.match(step?.key, `customer_portal_${index}`)
      if (covers) t.match(step?.Extra, /Using index(?! condition)/)
      if (sorts) t.notMatch(step?.Extra, 'filesort')
    })

  await t.test('the number of a new ticket is read by tickets_number', async (t) => {
    await createTicket(portal, token)
    queries.length = 0
    await createTicket(portal, token)
    const step = await stepOn('tickets', itsm, queries, /as `highest` from `tickets`/)
    t.match(step, { key: 'customer_portal_tickets_number', type: 'range', Extra: /Using index(?! condition)/ })
    t.ok(Number(step?.rows) < 10, 'only the numbers that came since the last one are looked at')
  })
})

/** How the one statement of a request that is asked for reads a table, other than one row by its id. */
async function stepOn(
  table: string,
  itsm: TestItsm,
  queries: readonly RecordedQuery[],
  statement: RegExp,
): Promise<PlanStep | undefined> {
  const [query, ...others] = queries.filter(({ sql: text }) => statement.test(text))
  if (!query || others.length > 0) throw new Error(`not exactly one statement is like ${statement}`)
  const steps = await explain(itsm.admin, query)
  return steps.find((step) => step.table === table && step.key !== 'PRIMARY')
}

async function createTicket(portal: TestPortal, token: string): Promise<void> {
  const payload = { ticketType: 'incident', title: 'The scanner jams', description: 'Again.', priority: 'low' }
  const answer = await portal.request(token, { method: 'POST', url: `${api}/tickets`, payload })
  if (answer.statusCode !== 201) throw new Error(answer.body)
}
