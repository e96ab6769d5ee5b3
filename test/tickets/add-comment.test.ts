import { sql } from 'kysely'
import t from 'tap'
import { insertAgentTicket } from '../support/agents.ts'
import { onEachDatabase } from '../support/databases.ts'
import { api, startPortal, type TestPortal } from '../support/portal.ts'

const longAgo = '2026-01-01T00:00:00.000Z'
const now = '2026-04-05T06:07:08.910Z'

async function comment(portal: TestPortal, id: string, content = 'Any news?') {
  return portal.request(await portal.signIn(), {
    method: 'POST',
    url: `${api}/tickets/${id}/comments`,
    payload: { content },
  })
}

/** A ticket of the ITSM as it lies there, and how many comments it has. */
async function stored({ itsm }: TestPortal, id: string): Promise<Record<string, unknown>> {
  const { rows } = await sql<Record<string, unknown>>`
    select status, updated_at, resolved_at, closed_at, sla_paused_at, sla_paused_total,
      (select count(*) from ticket_comments c where c.ticket_id = t.id) as comments,
      (select count(*) from ticket_history h where h.ticket_id = t.id) as history
    from tickets t where id = ${id}`.execute(itsm.admin.kysely)
  return { ...rows[0] }
}

const untouched = { resolved_at: null, closed_at: null, sla_paused_at: null, sla_paused_total: 0, history: 0 }

for (const status of ['open', 'in_progress', 'pending', 'resolved', 'waiting_for_vendor'])
  onEachDatabase(t, `a comment on a ticket that is ${status} bumps it and leaves it so`, async (t, dialect) => {
    const portal = await startPortal(t, dialect)
    const times =
      status === 'resolved' ? { resolved_at: longAgo } : status === 'pending' ? { sla_paused_at: longAgo } : {}
    const id = await insertAgentTicket(portal.itsm, { status, created_at: longAgo, updated_at: longAgo, ...times })
    portal.setNow(new Date(now))
    const answer = await comment(portal, id)
    t.equal(answer.statusCode, 201, answer.body)
    t.same(await stored(portal, id), { ...untouched, ...times, status, updated_at: now, comments: 1 })
  })

for (const status of ['closed', 'cancelled'])
  onEachDatabase(t, `a ticket that is ${status} takes no comments`, async (t, dialect) => {
    const portal = await startPortal(t, dialect)
    const id = await insertAgentTicket(portal.itsm, { status, created_at: longAgo, updated_at: longAgo })
    const answer = await comment(portal, id)
    t.equal(answer.statusCode, 409)
    t.match(answer.json(), { error: { code: 'TICKET_CLOSED', message: String, requestId: String } })
    t.same(await stored(portal, id), { ...untouched, status, updated_at: longAgo, comments: 0 }, 'and nothing changed')
  })

onEachDatabase(t, 'an archived ticket is not there to be commented on', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const id = await insertAgentTicket(portal.itsm, { status: 'archived', created_at: longAgo, updated_at: longAgo })
  const answer = await comment(portal, id)
  t.equal(answer.statusCode, 404)
  t.equal(answer.json().error.code, 'TICKET_NOT_FOUND')
  t.same(await stored(portal, id), { ...untouched, status: 'archived', updated_at: longAgo, comments: 0 })
})

onEachDatabase(t, 'the answer is the comment, as it is read from then on', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const id = await insertAgentTicket(portal.itsm, { created_at: longAgo, updated_at: longAgo })
  portal.setNow(new Date(now))
  const { data } = (await comment(portal, id, 'Still *jammed*.')).json()
  t.match(data, {
    content: 'Still *jammed*.',
    contentHtml: '<p>Still <em>jammed</em>.</p>\n',
    source: 'customer',
    createdAt: now,
    author: { displayName: 'Katharina Lindner' },
    isOwn: true,
  })
  const read = (await portal.request(await portal.signIn(), { url: `${api}/tickets/${id}` })).json()
  t.same(read.data.comments, [data])
  t.equal(read.data.updatedAt, now)
})

onEachDatabase(t, 'in the ITSM it is an external comment of the customer', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const id = await insertAgentTicket(portal.itsm, {})
  const { data } = (await comment(portal, id)).json()
  const { rows } = await sql<Record<string, unknown>>`
    select id, source, is_internal, content from ticket_comments where ticket_id = ${id}`.execute(
    portal.itsm.admin.kysely,
  )
  t.same({ ...rows[0] }, { id: data.id, source: 'customer', is_internal: 0, content: 'Any news?' })
})

onEachDatabase(t, 'a ticket accepts comments exactly where adding one is not refused', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const token = await portal.signIn()
  for (const status of ['open', 'resolved', 'closed', 'Closed', 'CANCELLED', 'cancelled', 'closed_by_vendor']) {
    const id = await insertAgentTicket(portal.itsm, { status })
    const { data } = (await portal.request(token, { url: `${api}/tickets/${id}` })).json()
    const { statusCode } = await comment(portal, id)
    t.equal(statusCode, data.acceptsComments ? 201 : 409, status)
  }
})
