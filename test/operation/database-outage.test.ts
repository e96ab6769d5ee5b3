import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import t, { type Test } from 'tap'
import { createItsmOn } from '../support/itsm-on-server.ts'
import { hasMariaDb, startMariaDb } from '../support/mariadb.ts'
import { api, startPortalOn, type TestPortal } from '../support/portal.ts'

/** What the writers of a load were told. */
interface Acknowledged {
  tickets: string[]
  comments: string[]
  statuses: Map<number, number>
}

/** Writers and readers at work until they are stopped; each text is unique. */
function startLoad(t: Test, portal: TestPortal, token: string, ticketId: string) {
  const acknowledged: Acknowledged = { tickets: [], comments: [], statuses: new Map() }
  let isRunning = true
  const send = async (request: Parameters<TestPortal['request']>[1]) => {
    const answer = await portal.request(token, request)
    acknowledged.statuses.set(answer.statusCode, (acknowledged.statuses.get(answer.statusCode) ?? 0) + 1)
    if (answer.statusCode >= 500) {
      t.equal(answer.statusCode, 503, answer.body)
      t.equal(answer.json().error.code, 'SERVICE_UNAVAILABLE')
      t.ok(Number(answer.headers['retry-after']) > 0, 'says when to come back')
    }
    return answer.statusCode
  }
  const worker = async (work: (unique: string) => Promise<void>, name: string) => {
    for (let count = 0; isRunning; count++) {
      await work(`${name}-${count}`)
      await sleep(2)
    }
  }
  const openTicket = async (title: string) => {
    const payload = { ticketType: 'incident', title, description: title }
    if ((await send({ method: 'POST', url: `${api}/tickets`, payload })) === 201) acknowledged.tickets.push(title)
  }
  const comment = async (content: string) => {
    const request = { method: 'POST', url: `${api}/tickets/${ticketId}/comments`, payload: { content } } as const
    if ((await send(request)) === 201) acknowledged.comments.push(content)
  }
  const read = async () => {
    await send({ url: `${api}/tickets?limit=5` })
  }
  const workers = [
    ...[1, 2, 3].map((number) => worker(openTicket, `ticket-${number}`)),
    ...[1, 2].map((number) => worker(comment, `comment-${number}`)),
    worker(read, 'read'),
  ]
  return {
    acknowledged,
    /** Waits until there are so many more tickets, and comments. */
    untilMore: async (more: number) => {
      const { tickets, comments } = acknowledged
      const [enoughTickets, enoughComments] = [tickets.length + more, comments.length + more]
      while (tickets.length < enoughTickets || comments.length < enoughComments) await sleep(20)
    },
    stop: async () => {
      isRunning = false
      await Promise.all(workers)
    },
  }
}

/** Asks until the answer is as wished; a service that does not heal makes the test run into tap's own limit. */
async function untilStatus(portal: TestPortal, token: string, status: number): Promise<void> {
  while ((await portal.request(token, { url: `${api}/tickets?limit=1` })).statusCode !== status) await sleep(50)
}

const skip = hasMariaDb() ? false : 'no MariaDB server on this machine'

t.test('a database that is killed under load and comes back', { skip }, async (t) => {
  const server = await startMariaDb()
  t.teardown(() => server.stop())
  const portal = await startPortalOn(t, await createItsmOn(server), { environment: { DATABASE_TIMEOUT_MS: '2000' } })
  const token = await portal.signIn()
  const ticketId = (await portal.request(token, { url: `${api}/tickets?status=open&limit=1` })).json().data[0].id
  const load = startLoad(t, portal, token, ticketId)

  for (let round = 0; round < 2; round++) {
    await load.untilMore(5)
    await server.kill()
    await untilStatus(portal, token, 503)
    t.equal((await portal.request(null, { url: '/health/ready' })).statusCode, 503)
    t.equal((await portal.request(null, { url: '/health/live' })).statusCode, 200)
    await server.start()
    await untilStatus(portal, token, 200)
  }
  await load.untilMore(5)
  await load.stop()
  t.ok((load.acknowledged.statuses.get(503) ?? 0) > 0, 'requests met the outage')

  const { kysely } = portal.itsm.admin
  const count = async (table: string, column: string, text: string) =>
    Number(
      (
        await sql<{
          n: number
        }>`select count(*) as n from ${sql.table(table)} where ${sql.ref(column)} = ${text}`.execute(kysely)
      ).rows[0]?.n,
    )
  for (const title of load.acknowledged.tickets) t.equal(await count('tickets', 'title', title), 1, `ticket ${title}`)
  for (const content of load.acknowledged.comments)
    t.equal(await count('ticket_comments', 'content', content), 1, `comment ${content}`)

  const half = await sql`select t.id from tickets t left join ticket_history h on h.ticket_id = t.id
    where t.title like 'ticket-%' and h.id is null`.execute(kysely)
  t.same(half.rows, [], 'no ticket without its history')
  const doubled = await sql`select ticket_number from tickets where title like 'ticket-%'
    group by tenant_id, ticket_number having count(*) > 1`.execute(kysely)
  t.same(doubled.rows, [], 'no number twice')
})

t.test('a database that no longer answers, without refusing', { skip }, async (t) => {
  const server = await startMariaDb()
  t.teardown(() => server.stop())
  const portal = await startPortalOn(t, await createItsmOn(server), { environment: { DATABASE_TIMEOUT_MS: '500' } })
  const token = await portal.signIn()
  await untilStatus(portal, token, 200)
  server.signal('SIGSTOP')
  const answers = await Promise.all(Array.from({ length: 30 }, () => portal.request(token, { url: `${api}/tickets` })))
  for (const answer of answers) t.equal(answer.statusCode, 503)
  server.signal('SIGCONT')
  await untilStatus(portal, token, 200)
})
