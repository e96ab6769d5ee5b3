import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import t from 'tap'
import { onEachDatabase } from '../support/databases.ts'
import { api, startPortal, type TestPortal } from '../support/portal.ts'

const ticket = { ticketType: 'change', title: 'A second monitor', description: 'For the front desk.' }

function send(portal: TestPortal, token: string, path: string, key: string, payload: object) {
  return portal.request(token, { method: 'POST', url: `${api}${path}`, headers: { 'idempotency-key': key }, payload })
}

async function countRows(portal: TestPortal, table: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(
    portal.itsm.admin.kysely,
  )
  return Number(rows[0]?.count)
}

onEachDatabase(t, 'a ticket sent twice with one key is opened once', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const token = await portal.signIn()
  const key = randomUUID()
  const before = await countRows(portal, 'tickets')
  const answers = await Promise.all([1, 2, 3].map(() => send(portal, token, '/tickets', key, ticket)))
  answers.push(await send(portal, token, '/tickets', key, ticket))
  t.same(new Set(answers.map((answer) => answer.statusCode)), new Set([201]))
  t.equal(new Set(answers.map((answer) => answer.json().data.ticketNumber)).size, 1)
  t.equal(await countRows(portal, 'tickets'), before + 1)
  t.equal(await countRows(portal, 'customer_portal_idempotency_keys'), 1)
})

onEachDatabase(t, 'keys that differ in case are different keys', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const token = await portal.signIn()
  const [upper, lower] = await Promise.all(
    ['Key-ABCDEFGH', 'key-abcdefgh'].map((key) => send(portal, token, '/tickets', key, ticket)),
  )
  t.equal(upper?.statusCode, 201)
  t.equal(lower?.statusCode, 201)
  t.not(lower?.json().data.id, upper?.json().data.id)
})

onEachDatabase(t, 'a comment sent twice with one key is added once', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const token = await portal.signIn()
  const { id } = (await send(portal, token, '/tickets', randomUUID(), ticket)).json().data
  const key = randomUUID()
  const first = await send(portal, token, `/tickets/${id}/comments`, key, { content: 'Any news?' })
  const second = await send(portal, token, `/tickets/${id}/comments`, key, { content: 'Any news?' })
  t.equal(second.statusCode, 201)
  t.same(second.json(), first.json())
  const { data } = (await portal.request(token, { url: `${api}/tickets/${id}/comments` })).json()
  t.equal(data.length, 1)
})

onEachDatabase(t, 'a key is refused for something else, and is its user’s own', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const token = await portal.signIn()
  const key = randomUUID()
  const first = await send(portal, token, '/tickets', key, ticket)
  const other = await send(portal, token, '/tickets', key, { ...ticket, title: 'Another thing' })
  t.equal(other.statusCode, 422)
  t.equal(other.json().error.code, 'IDEMPOTENCY_KEY_REUSED')

  const globex = await portal.signIn('priya.raman@globex.example.com')
  const theirs = await send(portal, globex, '/tickets', key, ticket)
  t.equal(theirs.statusCode, 201)
  t.not(theirs.json().data.id, first.json().data.id)
})

onEachDatabase(t, 'a request that failed has not used its key', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const token = await portal.signIn()
  const key = randomUUID()
  t.equal((await send(portal, token, `/tickets/${randomUUID()}/comments`, key, { content: 'Hello' })).statusCode, 404)
  t.equal(await countRows(portal, 'customer_portal_idempotency_keys'), 0)
  t.equal((await send(portal, token, '/tickets', key, ticket)).statusCode, 201)
})

onEachDatabase(t, 'a key is forgotten after a day', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const token = await portal.signIn()
  const key = randomUUID()
  portal.setNow(new Date('2026-05-01T10:00:00Z'))
  const first = await send(portal, token, '/tickets', key, ticket)
  portal.setNow(new Date('2026-05-02T10:00:01Z'))
  const second = await send(portal, token, '/tickets', key, ticket)
  t.not(second.json().data.id, first.json().data.id)
})
