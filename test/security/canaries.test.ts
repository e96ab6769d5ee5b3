import type { InjectOptions } from 'fastify'
import { sql } from 'kysely'
import t, { type Test } from 'tap'
import { demoLogin } from '../../src/demo/people.ts'
import { onEachDatabase } from '../support/databases.ts'
import { subjectsOf } from '../support/operations/subjects.ts'
import { operations, requestOf } from '../support/operations.ts'
import { api, startPortal, type TestPortal } from '../support/portal.ts'
import { type Canaries, plantCanaries } from './canaries.ts'

const typed = ['canary', 'canary001', '%', '_', "' or '1'='1", 'INC', 'odd']

/** Lists in every order, with every filter that could reach for hidden columns and rows. */
function* listRequests(): Generator<InjectOptions> {
  for (const sort of ['createdAt', 'updatedAt', 'priority', 'status', 'ticketNumber'])
    for (const order of ['asc', 'desc']) yield { url: `${api}/tickets?limit=100&sort=${sort}&order=${order}` }
  for (const status of ['open', 'archived', 'cancelled', 'pending&status=archived'])
    yield { url: `${api}/tickets?status=${status}` }
  for (const page of [2, 3, 1000]) yield { url: `${api}/tickets?limit=5&page=${page}` }
  for (const ticketType of ['incident', 'change', 'problem', 'request'])
    for (const list of ['tickets', 'tickets/counts']) yield { url: `${api}/${list}?ticketType=${ticketType}` }
  for (const text of typed)
    for (const list of ['tickets?q', 'tickets/counts?q', 'kb?q', 'kb?category', 'kb?tag'])
      yield { url: `${api}/${list}=${encodeURIComponent(text)}` }
}

/** Requests that go wrong, each in its own way. */
function* failingRequests(ticketId: string): Generator<InjectOptions> {
  for (const bad of ['sort=root_cause', 'limit=1000', 'page=0', 'canary=1']) yield { url: `${api}/tickets?${bad}` }
  for (const id of ['nothing', '%00', "'", 'x'.repeat(500)])
    for (const path of [`tickets/${id}`, `tickets/${id}/comments`, `kb/${id}`]) yield { url: `${api}/${path}` }
  for (const payload of ['{', '[]', 'null', '{"content":1}', '{"__proto__":{}}'])
    for (const path of ['tickets', `tickets/${ticketId}/comments`, 'auth/login', 'auth/session', 'markdown'])
      yield { method: 'POST', url: `${api}/${path}`, headers: { 'content-type': 'application/json' }, payload }
  for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'] as const)
    yield { method, url: `${api}/tickets/${ticketId}` }
  yield { method: 'POST', url: `${api}/auth/login`, payload: { ...demoLogin, email: 'canary@example.com' } }
  yield { url: `${api}/nothing` }
  yield { url: '/docs/' }
}

/**
 * Not asked for: what ends the session, and what tells the holder of a link whose it is; nor what only administrators
 * may, whose addresses hold the ids of others.
 */
const withoutOthers = ['logout', 'readLink']

/** Everything that a portal user of ACME can ask for. */
async function everyRequest(portal: TestPortal, token: string): Promise<InjectOptions[]> {
  const { data: tickets } = (await portal.request(token, { url: `${api}/tickets?limit=100` })).json()
  const { data: articles } = (await portal.request(token, { url: `${api}/kb?limit=100` })).json()
  const subjects = await subjectsOf(portal)
  if (tickets.length < 10 || articles.length < 10) throw new Error('there is too little to look at')
  return [
    ...listRequests(),
    ...tickets.flatMap(({ id }: { id: string }) => [
      { url: `${api}/tickets/${id}` },
      { url: `${api}/tickets/${id}/comments` },
    ]),
    ...articles.flatMap(({ id, slug }: { id: string; slug: string }) => [
      { url: `${api}/kb/${slug}` },
      { url: `${api}/kb/${id}` },
    ]),
    ...Object.entries(operations).flatMap(([operationId, expected]) =>
      expected.access === 'administrator' || withoutOthers.includes(operationId) ? [] : [requestOf(expected, subjects)],
    ),
    ...failingRequests(tickets[0].id),
    { url: '/metrics', headers: { authorization: `Bearer ${portal.environment.METRICS_TOKEN}` } },
  ]
}

/** The whole content of the ITSM. */
async function everything({ itsm }: TestPortal): Promise<string> {
  const tables = [
    ...['tenants', 'users', 'customers', 'tickets', 'ticket_comments', 'ticket_history', 'kb_articles'],
    ...['customer_portal_users', 'sla_definitions', 'sla_assignments'],
  ]
  const contents = await Promise.all(
    tables.map(async (table) => (await sql`select * from ${sql.table(table)}`.execute(itsm.admin.kysely)).rows),
  )
  return JSON.stringify(contents)
}

for (const recommendedIndexes of [true, false])
  onEachDatabase(
    t,
    `nothing internal and nobody else’s stands in an answer or the log, ${recommendedIndexes ? 'with' : 'without'} the recommended indexes`,
    async (t, dialect) => {
      const portal = await startPortal(t, dialect, { recommendedIndexes })
      const canaries = await plantCanaries(portal.itsm)
      const token = await portal.signIn()
      const answered = new Set<number>()
      for (const request of await everyRequest(portal, token)) {
        const answer = await portal.request(token, request)
        answered.add(answer.statusCode)
        const seen = JSON.stringify(answer.headers) + answer.body
        t.same(canaries.in(seen), [], `${request.method ?? 'GET'} ${String(request.url)}: ${answer.statusCode}`)
      }
      for (const status of [200, 201, 400, 401, 404]) t.ok(answered.has(status), `some answers are ${status}`)
      t.same(canaries.in(portal.log.join('')), [], 'the log')
      await assertPlanted(t, portal, canaries)
    },
  )

/** Canaries that are not there would be found nowhere. */
async function assertPlanted(t: Test, portal: TestPortal, canaries: Canaries) {
  const found = new Set(canaries.in(await everything(portal)))
  t.same(
    canaries.places.filter((place) => !found.has(place)),
    [],
    'every canary is in the ITSM',
  )
}
