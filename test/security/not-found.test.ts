import { createHash } from 'node:crypto'
import type { LightMyRequestResponse } from 'fastify'
import { type RawBuilder, sql } from 'kysely'
import t from 'tap'
import { demoIds } from '../../src/demo/people.ts'
import { onEachDatabase } from '../support/databases.ts'
import { api, startPortal, type TestPortal } from '../support/portal.ts'
import { comparableHeaders, withoutRequestId } from './comparable-answers.ts'

const nobodys = '00000000-0000-4000-8000-000000000000'

/** All of an answer that a client can see, apart from what differs from request to request. */
function visible({ statusCode, headers, body }: LightMyRequestResponse) {
  return { statusCode, headers: comparableHeaders(headers), body: withoutRequestId(body) }
}

async function firstRow(
  { itsm }: TestPortal,
  table: string,
  where: RawBuilder<unknown>,
): Promise<Record<string, unknown>> {
  const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)} where ${where}`.execute(
    itsm.admin.kysely,
  )
  const [row] = rows
  if (!row) throw new Error(`no such row in ${table}`)
  return row
}

/** Ids of tickets that do not exist for Globex. */
async function hiddenTickets(portal: TestPortal): Promise<Record<string, unknown>> {
  await sql`update tickets set status = 'archived'
    where customer_id = ${demoIds.globex} and status = 'closed'`.execute(portal.itsm.admin.kysely)
  const idWhere = async (where: RawBuilder<unknown>) => (await firstRow(portal, 'tickets', where)).id
  return {
    'of another customer': await idWhere(sql`customer_id = ${demoIds.acme} and status = 'open'`),
    'of another tenant': await idWhere(sql`tenant_id = ${demoIds.nordwind}`),
    'of nobody': await idWhere(sql`customer_id is null`),
    archived: await idWhere(sql`customer_id = ${demoIds.globex} and status = 'archived'`),
  }
}

/** What is no id of anything. */
const noIds = {
  'that is no id': 'a%20b%27--',
  'with a null byte': '%00',
  'with wildcards': '%25',
  'with an overlong id': 'x'.repeat(300),
}

onEachDatabase(t, 'a hidden ticket is answered like one that does not exist, byte for byte', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const token = await portal.signIn('priya.raman@globex.example.com')
  const tickets = { ...(await hiddenTickets(portal)), ...noIds }
  for (const path of ['', '/comments']) {
    const nothing = await portal.request(token, { url: `${api}/tickets/${nobodys}${path}` })
    t.equal(nothing.json().error.code, 'TICKET_NOT_FOUND')
    for (const [name, id] of Object.entries(tickets)) {
      const answer = await portal.request(token, { url: `${api}/tickets/${id}${path}` })
      t.same(visible(answer), visible(nothing), `a ticket ${name}${path}`)
    }
  }
})

onEachDatabase(t, 'a comment on a hidden ticket is refused alike, and writes nothing', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const token = await portal.signIn('priya.raman@globex.example.com')
  const hidden = await hiddenTickets(portal)
  const send = (id: unknown) =>
    portal.request(token, { method: 'POST', url: `${api}/tickets/${id}/comments`, payload: { content: 'Mine?' } })
  const state = async () => {
    const { kysely } = portal.itsm.admin
    const tickets = await sql`select * from tickets order by id`.execute(kysely)
    const comments = await sql`select * from ticket_comments order by id`.execute(kysely)
    return JSON.stringify([tickets.rows, comments.rows])
  }
  const before = await state()
  const nothing = await send(nobodys)
  t.equal(nothing.json().error.code, 'TICKET_NOT_FOUND')
  for (const [name, id] of Object.entries({ ...hidden, ...noIds }))
    t.same(visible(await send(id)), visible(nothing), name)
  t.equal(await state(), before)
})

onEachDatabase(t, 'a hidden article is answered like one that does not exist, byte for byte', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const token = await portal.signIn('priya.raman@globex.example.com')
  const nothing = await portal.request(token, { url: `${api}/kb/there-is-none` })
  t.equal(nothing.json().error.code, 'ARTICLE_NOT_FOUND')
  const hidden = {
    internal: await firstRow(portal, 'kb_articles', sql`visibility = 'internal' and status = 'published'`),
    draft: await firstRow(portal, 'kb_articles', sql`status = 'draft' and visibility = 'public'`),
    archived: await firstRow(portal, 'kb_articles', sql`status = 'archived' and visibility = 'public'`),
    'of another tenant': await firstRow(
      portal,
      'kb_articles',
      sql`tenant_id = ${demoIds.nordwind} and visibility = 'public' and status = 'published'`,
    ),
  }
  const keys: [string, unknown][] = Object.entries(noIds)
  for (const [name, { id, slug }] of Object.entries(hidden)) keys.push([name, id], [`${name}, by its slug`, slug])
  for (const [name, key] of keys)
    t.same(visible(await portal.request(token, { url: `${api}/kb/${key}` })), visible(nothing), name)
})

t.test('a refusal never says that nothing has changed', async (t) => {
  const portal = await startPortal(t, 'sqlite')
  const token = await portal.signIn()
  // A version can be that of an error only where the client chose the request id, which is part of the body.
  const request = (signedIn: string, headers: Record<string, string>) =>
    portal.request(signedIn, { url: `${api}/kb/there-is-none`, headers: { 'x-request-id': 'the-same-id', ...headers } })
  for (const [signedIn, status] of [
    [token, 404],
    ['no token', 401],
  ] as const) {
    const first = await request(signedIn, {})
    t.equal(first.statusCode, status)
    t.notOk(first.headers.etag, 'an error has no version')
    for (const known of ['*', versionOf(first.body)])
      t.equal((await request(signedIn, { 'if-none-match': known })).statusCode, status, known)
  }
})

/** The version that the library gives a body. */
function versionOf(body: string): string {
  return `W/"${createHash('sha1').update(body).digest('base64')}"`
}
