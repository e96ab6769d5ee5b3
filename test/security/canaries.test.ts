import type { InjectOptions } from 'fastify'
import { sql } from 'kysely'
import t from 'tap'
import { demoLogin } from '../../src/demo/people.ts'
import { onEachDatabase } from '../support/databases.ts'
import { api, startPortal } from '../support/portal.ts'
import { plantCanaries } from './canaries.ts'
import { expectations } from './expectations.ts'

/** Lists in every order, with every filter that could reach for hidden columns and rows. */
function* listRequests(): Generator<InjectOptions> {
  for (const sort of ['createdAt', 'updatedAt', 'priority', 'status', 'ticketNumber'])
    for (const order of ['asc', 'desc']) yield { url: `${api}/tickets?limit=100&sort=${sort}&order=${order}` }
  for (const status of ['open', 'archived', 'cancelled', 'pending&status=archived'])
    yield { url: `${api}/tickets?status=${status}` }
  for (const q of ['canary', 'canary001', '%', '_', "' or '1'='1", 'INC']) {
    yield { url: `${api}/tickets?q=${encodeURIComponent(q)}` }
    yield { url: `${api}/kb?q=${encodeURIComponent(q)}` }
    yield { url: `${api}/kb?category=${encodeURIComponent(q)}` }
    yield { url: `${api}/kb?tag=${encodeURIComponent(q)}` }
  }
  for (const bad of ['sort=root_cause', 'limit=1000', 'page=0', 'canary=1']) yield { url: `${api}/tickets?${bad}` }
}

onEachDatabase(t, 'nothing internal and nobody else’s stands in an answer or in the log', async (t, dialect) => {
  const portal = await startPortal(t, dialect, { recommendedIndexes: true })
  const canaries = await plantCanaries(portal.host)
  const token = await portal.signIn()
  const { data: tickets } = (await portal.request(token, { url: `${api}/tickets?limit=100` })).json()
  const { data: articles } = (await portal.request(token, { url: `${api}/kb?limit=100` })).json()
  t.ok(tickets.length > 10 && articles.length > 10, 'there is something to look at')

  const requests: InjectOptions[] = [
    ...listRequests(),
    ...tickets.flatMap(({ id }: { id: string }) => [
      { url: `${api}/tickets/${id}` },
      { url: `${api}/tickets/${id}/comments` },
    ]),
    ...articles.map(({ slug }: { slug: string }) => ({ url: `${api}/kb/${slug}` })),
    ...Object.entries(expectations).flatMap(([operationId, { request }]) =>
      operationId === 'logout' ? [] : [request({ ticketId: tickets[0].id, articleSlug: articles[0].slug })],
    ),
    { method: 'POST', url: `${api}/auth/login`, payload: { ...demoLogin, email: 'canary@example.com' } },
    { url: `${api}/nothing` },
    { url: '/metrics', headers: { authorization: `Bearer ${portal.environment.METRICS_TOKEN}` } },
  ]
  for (const request of requests) {
    const answer = await portal.request(token, request)
    // An answer may repeat what was asked for, which is no leak: the question is taken out of it.
    const seen = JSON.stringify(answer.headers) + answer.body
    t.same(canaries.in(seen), [], `${request.method ?? 'GET'} ${String(request.url)}: ${answer.statusCode}`)
  }
  t.same(canaries.in(portal.log.join('').replaceAll('canary@example.com', '')), [], 'the log')
  t.ok(portal.log.length >= requests.length)
})

onEachDatabase(t, 'the log holds no password, token or text, also when a request fails', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const token = await portal.signIn()
  const secret = 'a-text-nobody-but-the-desk-should-read'
  const ticket = { ticketType: 'incident', title: secret, description: secret }
  const created = await portal.request(token, { method: 'POST', url: `${api}/tickets`, payload: ticket })
  const comments = `${api}/tickets/${created.json().data.id}/comments`
  await portal.request(token, { method: 'POST', url: comments, payload: { content: secret } })
  await portal.request(token, { url: `${api}/tickets?q=${secret}` })
  await portal.request(token, { url: `${api}/kb?q=${secret}` })
  await portal.request(null, { method: 'POST', url: `${api}/auth/login`, payload: { ...demoLogin, password: secret } })
  await portal.request(token, { method: 'POST', url: `${api}/tickets`, payload: { ...ticket, extra: secret } })

  await sql`alter table ticket_comments rename to ticket_comments_gone`.execute(portal.host.admin.kysely)
  const failed = await portal.request(token, { method: 'POST', url: comments, payload: { content: secret } })
  t.equal(failed.statusCode, 500)
  t.notMatch(failed.body, /ticket_comments|select|insert|sql/i, 'nothing internal in the answer')

  const log = portal.log.join('')
  t.match(log, /request failed/, 'the failure itself is logged')
  t.notMatch(log, new RegExp(secret))
  t.notMatch(log, new RegExp(demoLogin.password))
  t.notMatch(log, /eyJ/)
})
