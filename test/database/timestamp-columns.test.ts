import { sql } from 'kysely'
import t from 'tap'
import { createTestItsm, onServer, type TestItsm } from '../support/databases.ts'
import { createItsmOn } from '../support/itsm-on-server.ts'
import { hasMariaDb, startMariaDb } from '../support/mariadb.ts'
import { api, startPortalOn, type TestPortal } from '../support/portal.ts'

const now = new Date('2026-03-01T09:30:05.678Z')
const ticket = { ticketType: 'incident', title: 'The scanner jams', description: 'Again.', priority: 'low' }

/** Gives columns of tickets another type; their values stay the same points in time. */
async function retype({ admin }: TestItsm, types: Record<string, string>): Promise<void> {
  const changes = Object.entries(types).map(([column, type]) => `modify ${column} ${type}`)
  await sql.raw(`alter table tickets ${changes.join(', ')}`).execute(admin.kysely)
}

async function createTicket(portal: TestPortal, token: string) {
  portal.setNow(now)
  const answer = await portal.request(token, { method: 'POST', url: `${api}/tickets`, payload: ticket })
  if (answer.statusCode !== 201) throw new Error(answer.body)
  return answer.json().data
}

async function storedTimes(itsm: TestItsm, id: string) {
  const { rows } = await sql<Record<string, unknown>>`
    select created_at, updated_at, sla_response_due, sla_resolve_due from tickets where id = ${id}`.execute(
    itsm.admin.kysely,
  )
  return { ...rows[0] }
}

onServer(t, 'every column is written in the form that it has, also in one table', async (t) => {
  const itsm = await createTestItsm('mysql', { timestamps: 'datetime' })
  await retype(itsm, {
    created_at: 'datetime not null',
    updated_at: 'datetime(6) not null',
    sla_response_due: 'varchar(30)',
  })
  const portal = await startPortalOn(t, itsm)
  const data = await createTicket(portal, await portal.signIn())
  t.same(await storedTimes(itsm, data.id), {
    created_at: '2026-03-01 09:30:05',
    updated_at: '2026-03-01 09:30:05.678000',
    sla_response_due: '2026-03-01T10:30:05.678Z',
    sla_resolve_due: '2026-03-01 17:30:05.678',
  })
  t.match(data, { createdAt: '2026-03-01T09:30:05.000Z', updatedAt: '2026-03-01T09:30:05.678Z' })
})

onServer(t, 'text columns hold ISO 8601, as the ITSM writes it', async (t) => {
  const itsm = await createTestItsm('mysql', { timestamps: 'text' })
  const portal = await startPortalOn(t, itsm)
  const data = await createTicket(portal, await portal.signIn())
  t.same(await storedTimes(itsm, data.id), {
    created_at: '2026-03-01T09:30:05.678Z',
    updated_at: '2026-03-01T09:30:05.678Z',
    sla_response_due: '2026-03-01T10:30:05.678Z',
    sla_resolve_due: '2026-03-01T17:30:05.678Z',
  })
})

onServer(t, 'a comment is answered with the time that is stored, and bumps the ticket in its own form', async (t) => {
  const itsm = await createTestItsm('mysql', { timestamps: 'datetime' })
  await sql`alter table ticket_comments modify created_at datetime not null`.execute(itsm.admin.kysely)
  const portal = await startPortalOn(t, itsm)
  const token = await portal.signIn()
  const { id } = await createTicket(portal, token)
  portal.setNow(new Date('2026-03-02T23:59:59.999Z'))
  const url = `${api}/tickets/${id}/comments`
  const added = await portal.request(token, { method: 'POST', url, payload: { content: 'Still.' } })
  t.equal(added.json().data.createdAt, '2026-03-02T23:59:59.000Z')
  const listed = await portal.request(token, { url })
  t.same(listed.json().data, [added.json().data])
  const read = await portal.request(token, { url: `${api}/tickets/${id}` })
  t.equal(read.json().data.updatedAt, '2026-03-02T23:59:59.999Z')
})

onServer(t, 'values that agents’ tools have left in text columns are answered in one form', async (t) => {
  const itsm = await createTestItsm('mysql')
  const portal = await startPortalOn(t, itsm)
  const token = await portal.signIn()
  const { id } = await createTicket(portal, token)
  await sql`update tickets set created_at = '2026-02-01 10:00:00', updated_at = '2026-02-01T12:00:00+01:00',
    resolved_at = 'unknown' where id = ${id}`.execute(itsm.admin.kysely)
  const { data } = (await portal.request(token, { url: `${api}/tickets/${id}` })).json()
  t.match(data, {
    createdAt: '2026-02-01T10:00:00.000Z',
    updatedAt: '2026-02-01T11:00:00.000Z',
    resolvedAt: null,
  })
})

const skip = hasMariaDb() ? false : 'no mariadbd on this machine'

t.test('the time zone of the server does not matter', { skip }, async (t) => {
  const server = await startMariaDb(['--default-time-zone=+05:30'])
  t.teardown(() => server.stop())
  const itsm = await createItsmOn(server, { timestamps: 'datetime' })
  // TIMESTAMP is the type whose values the server converts.
  await retype(itsm, { updated_at: 'timestamp(3) not null' })
  const portal = await startPortalOn(t, itsm)
  const data = await createTicket(portal, await portal.signIn())
  t.match(data, { createdAt: now.toISOString(), updatedAt: now.toISOString() })
  t.match(await storedTimes(itsm, data.id), {
    created_at: '2026-03-01 09:30:05.678',
    sla_response_due: '2026-03-01 10:30:05.678',
  })
  const { rows } = await sql<Record<string, unknown>>`select @@global.time_zone as zone,
    unix_timestamp(updated_at) as seconds from tickets where id = ${data.id}`.execute(itsm.admin.kysely)
  t.match(rows, [{ zone: '+05:30', seconds: `${now.getTime() / 1000}` }], 'an absolute point in time')
})
