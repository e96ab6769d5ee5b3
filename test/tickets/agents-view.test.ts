import { sql } from 'kysely'
import t from 'tap'
import { demoIds } from '../../src/demo/people.ts'
import { insertAgentTicket } from '../support/agents.ts'
import { onEachDatabase } from '../support/databases.ts'
import { openTicket } from '../support/new-tickets.ts'
import { api, startPortal } from '../support/portal.ts'

onEachDatabase(t, 'agents see the name of the customer at a ticket', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const { id } = await openTicket(portal, await portal.signIn())
  const { rows } = await sql<Record<string, unknown>>`
    select t.source, t.created_by, u.display_name from tickets t inner join users u on u.id = t.reporter_id
    where t.tenant_id = ${demoIds.demoOrg} and t.id = ${id}`.execute(portal.itsm.admin.kysely)
  t.match(rows, [{ source: 'portal', created_by: demoIds.katharina, display_name: 'Katharina Lindner' }])
})

onEachDatabase(t, 'agents see comments of the customer, with the name, among their own', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const { admin, form } = portal.itsm
  t.equal(form.kind, 'text')
  const id = await insertAgentTicket(portal.itsm, { updated_at: '2026-01-01T00:00:00.000Z', status: 'pending' })
  await sql`insert into ticket_comments (id, tenant_id, ticket_id, author_id, content, is_internal, source, created_at)
    values (${`agent-${id}`.slice(0, 36)}, ${demoIds.demoOrg}, ${id}, ${demoIds.sabine}, 'Which room?', 0, 'agent',
      '2026-01-01T00:00:00.000Z')`.execute(admin.kysely)
  portal.setNow(new Date('2026-01-02T00:00:00.000Z'))
  const answer = await portal.request(await portal.signIn(), {
    method: 'POST',
    url: `${api}/tickets/${id}/comments`,
    payload: { content: 'Room 4.' },
  })
  t.equal(answer.statusCode, 201, answer.body)

  const { rows } = await sql<Record<string, unknown>>`
    select c.content, c.source, c.is_internal, u.display_name from ticket_comments c
    inner join users u on u.id = c.author_id
    where c.tenant_id = ${demoIds.demoOrg} and c.ticket_id = ${id} order by c.created_at`.execute(admin.kysely)
  t.same(
    rows.map((row) => ({ ...row })),
    [
      { content: 'Which room?', source: 'agent', is_internal: 0, display_name: 'Sabine Hofer' },
      { content: 'Room 4.', source: 'customer', is_internal: 0, display_name: 'Katharina Lindner' },
    ],
  )
  const ticket = await sql<Record<string, unknown>>`select status, updated_at from tickets where id = ${id}`.execute(
    admin.kysely,
  )
  t.match(ticket.rows, [{ status: 'pending', updated_at: '2026-01-02T00:00:00.000Z' }], 'noticed, but not moved')
})
