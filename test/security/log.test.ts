import { sql } from 'kysely'
import t, { type Test } from 'tap'
import { demoLogin } from '../../src/demo/people.ts'
import { onEachDatabase } from '../support/databases.ts'
import { api, startPortal, type TestPortal } from '../support/portal.ts'

/** Something that only the desk should read. It holds what ends and begins quoted text in a message of a database. */
const text = "it's a-text-nobody-but-the-desk-should-read, $' and \"that\" isn't all"
const recognisable = /nobody-but-the-desk|isn't all/

const post = (url: string, payload: object) => ({ method: 'POST', url: `${api}${url}`, payload }) as const

/** Holds the log against what must never stand in it. */
function assertClean(t: Test, { log }: TestPortal) {
  const lines = log.join('')
  t.notMatch(lines, recognisable, 'no text')
  t.notMatch(lines, new RegExp(demoLogin.password), 'no password')
  t.notMatch(lines, /eyJ/, 'no token')
  t.notMatch(lines, /\$argon2|\$2[aby]\$/, 'no hash')
}

async function openTicket(portal: TestPortal, token: string): Promise<string> {
  const payload = { ticketType: 'incident', title: text, description: text }
  const created = await portal.request(token, post('/tickets', payload))
  return created.json().data.id
}

onEachDatabase(t, 'the log holds no password, token or text of what went well', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const token = await portal.signIn()
  const id = await openTicket(portal, token)
  const statuses: number[] = []
  for (const request of [
    post(`/tickets/${id}/comments`, { content: text }),
    post('/markdown', { content: text }),
    { url: `${api}/tickets/${id}` },
    { url: `${api}/tickets?q=${encodeURIComponent(text)}` },
    { url: `${api}/tickets/counts?q=${encodeURIComponent(text)}` },
    { url: `${api}/kb?q=${encodeURIComponent(text)}` },
    { url: `${api}/auth/me`, headers: { cookie: `__Host-customer_portal=${token}` } },
    { ...post('/auth/session', demoLogin), headers: { 'sec-fetch-site': 'same-origin' } },
  ])
    statuses.push((await portal.request(token, request)).statusCode)
  t.same(statuses, [201, 200, 200, 200, 200, 200, 200, 200])
  assertClean(t, portal)
})

onEachDatabase(t, 'nor of what was refused', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const token = await portal.signIn()
  const id = await openTicket(portal, token)
  const json = { 'content-type': 'application/json' }
  const statuses: number[] = []
  for (const request of [
    post('/auth/login', { ...demoLogin, password: text }),
    post('/auth/login', { ...demoLogin, [text]: text }),
    post('/tickets', { ticketType: text, title: text, description: text }),
    post(`/tickets/${id}/comments`, { content: text, [text]: text }),
    { ...post('/tickets', {}), payload: `{"title":"${text}"`, headers: json },
    { ...post('/tickets', {}), payload: text, headers: { 'content-type': 'text/plain' } },
    { url: `${api}/tickets?sort=${encodeURIComponent(text)}` },
    { url: `${api}/tickets?${encodeURIComponent(text)}=1` },
  ])
    statuses.push((await portal.request(token, request)).statusCode)
  statuses.push((await portal.request(`${token}x`, { url: `${api}/auth/me` })).statusCode)
  t.same(statuses, [401, 400, 400, 400, 400, 415, 400, 400, 401])
  assertClean(t, portal)
})

onEachDatabase(t, 'nor of what failed because a table is gone', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const token = await portal.signIn()
  const id = await openTicket(portal, token)
  const { kysely } = portal.itsm.admin
  await sql`alter table ticket_comments rename to ticket_comments_gone`.execute(kysely)
  const failed = await portal.request(token, post(`/tickets/${id}/comments`, { content: text }))
  await sql`alter table customer_portal_users rename to customer_portal_users_gone`.execute(kysely)
  const signIn = await portal.request(null, post('/auth/login', demoLogin))
  for (const answer of [failed, signIn]) {
    t.equal(answer.statusCode, 500)
    t.notMatch(answer.body, /customer_portal|ticket_comments|select|insert|sql/i, 'nothing internal in the answer')
    const line = portal.log.find(
      (each) => each.includes('request failed') && each.includes(answer.json().error.requestId),
    )
    t.ok(line, 'the failure itself is logged, under the id that the answer names')
  }
  assertClean(t, portal)
})

onEachDatabase(t, 'nor of what the database quotes in its message', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const token = await portal.signIn()
  const id = await openTicket(portal, token)
  const { kysely } = portal.itsm.admin
  // MariaDB repeats the value that stands in the way.
  await sql`delete from ticket_comments`.execute(kysely)
  await sql`create unique index one_of_each on ticket_comments (${sql.raw(dialect === 'mysql' ? 'content(191)' : 'content')})`.execute(
    kysely,
  )
  const comment = post(`/tickets/${id}/comments`, { content: text })
  t.equal((await portal.request(token, comment)).statusCode, 201)
  t.equal((await portal.request(token, comment)).statusCode, 500)
  t.match(portal.log.join(''), /ER_DUP_ENTRY|UNIQUE constraint failed/, 'what failed can be seen')
  assertClean(t, portal)
})
