import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import t from 'tap'
import { demoIds } from '../../src/demo/people.ts'
import { insertAgentTicket } from '../support/agents.ts'
import { onEachDatabase } from '../support/databases.ts'
import { api, startPortal, type TestPortal } from '../support/portal.ts'

const members = [
  'id',
  'ticketNumber',
  'ticketType',
  'title',
  'description',
  'status',
  'priority',
  'source',
  'createdAt',
  'updatedAt',
  'resolvedAt',
  'closedAt',
  'reporter',
  'acceptsComments',
]

/** A ticket as the list and the address of its own give it. */
async function read(portal: TestPortal, id: string): Promise<Record<'listed' | 'single', Record<string, unknown>>> {
  const token = await portal.signIn()
  const list = (await portal.request(token, { url: `${api}/tickets?limit=100` })).json()
  const single = (await portal.request(token, { url: `${api}/tickets/${id}` })).json().data
  return { listed: list.data.find((ticket: { id: string }) => ticket.id === id), single }
}

onEachDatabase(t, 'a ticket has the members of the contract and no others', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const id = await insertAgentTicket(portal.itsm, {
    subtype: 'network',
    root_cause: 'a bad cable',
    assignee_id: demoIds.amara,
    impact: 'high',
    sla_tier: 'gold',
  })
  const { listed, single } = await read(portal, id)
  t.same(Object.keys(listed), members)
  t.same(Object.keys(single), [...members, 'descriptionHtml', 'comments'])
  const descriptionHtml = '<p>Noted by the service desk.</p>\n'
  t.same(single, { ...listed, descriptionHtml, comments: [] }, 'the same in both')
  t.same(listed.reporter, { displayName: 'Sabine Hofer' })
})

onEachDatabase(t, 'the values are those of the ITSM', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const id = await insertAgentTicket(portal.itsm, {
    ticket_number: 'REQ-1999-123456',
    ticket_type: 'request',
    title: 'Größer & <b>schöner</b> 💥',
    description: 'Zeile 1\r\n\r\n*Zeile 2*',
    status: 'waiting_for_vendor',
    priority: 'planning',
    source: 'monitoring',
    created_at: '2026-03-01T09:30:00.123Z',
    updated_at: '2026-03-02T09:30:00.000Z',
    resolved_at: '2026-03-03T09:30:00.000Z',
    closed_at: '2026-03-04T09:30:00.999Z',
  })
  const { listed } = await read(portal, id)
  t.same(listed, {
    id,
    ticketNumber: 'REQ-1999-123456',
    ticketType: 'request',
    title: 'Größer & <b>schöner</b> 💥',
    description: 'Zeile 1\r\n\r\n*Zeile 2*',
    status: 'waiting_for_vendor',
    priority: 'planning',
    source: 'monitoring',
    createdAt: '2026-03-01T09:30:00.123Z',
    updatedAt: '2026-03-02T09:30:00.000Z',
    resolvedAt: '2026-03-03T09:30:00.000Z',
    closedAt: '2026-03-04T09:30:00.999Z',
    reporter: { displayName: 'Sabine Hofer' },
    acceptsComments: true,
  })
})

onEachDatabase(t, 'times are in UTC with milliseconds, in whatever form they are stored', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const id = await insertAgentTicket(portal.itsm, {
    created_at: '2026-03-01T09:30:00Z',
    updated_at: '2026-03-01 10:30:00',
    resolved_at: '2026-03-01T12:30:00.5+01:00',
    closed_at: '',
  })
  t.match((await read(portal, id)).listed, {
    createdAt: '2026-03-01T09:30:00.000Z',
    updatedAt: '2026-03-01T10:30:00.000Z',
    resolvedAt: '2026-03-01T11:30:00.500Z',
    closedAt: null,
  })
})

onEachDatabase(t, 'a reporter who is nobody is null', async (t, dialect) => {
  const portal = await startPortal(t, dialect, { authorForeignKeys: false })
  const id = await insertAgentTicket(portal.itsm, { reporter_id: randomUUID() })
  const { listed, single } = await read(portal, id)
  t.equal(listed.reporter, null)
  t.equal(single.reporter, null)
})

onEachDatabase(t, 'a reporter from the portal has the name that they have there now', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const id = await insertAgentTicket(portal.itsm, { reporter_id: demoIds.mehmet, source: 'portal' })
  await sql`update customer_portal_users set display_name = 'Mehmet Y. Yıldız' where id = ${demoIds.mehmet}`.execute(
    portal.itsm.admin.kysely,
  )
  t.same((await read(portal, id)).listed.reporter, { displayName: 'Mehmet Y. Yıldız' })
})
