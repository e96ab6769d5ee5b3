import { sql } from 'kysely'
import t from 'tap'
import { demoIds } from '../../src/demo/people.ts'
import { onEachDatabase } from '../support/databases.ts'
import { api, startPortal } from '../support/portal.ts'

const ticket = {
  ticketType: 'incident',
  title: 'The scanner jams',
  description: 'Every **second** page.',
  priority: 'critical',
}

onEachDatabase(t, 'a new ticket is in the ITSM like one of an agent', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const token = await portal.signIn()
  const answer = await portal.request(token, { method: 'POST', url: `${api}/tickets`, payload: ticket })
  t.equal(answer.statusCode, 201, answer.body)
  const { data } = answer.json()
  t.equal(answer.headers.location, `${api}/tickets/${data.id}`)
  t.match(data, {
    ...ticket,
    status: 'open',
    source: 'portal',
    comments: [],
    reporter: { displayName: 'Katharina Lindner' },
  })
  t.match(data.ticketNumber, /^INC-\d{4}-\d{5}$/)

  const { rows } = await sql<Record<string, unknown>>`
    select t.*, u.display_name as reporter_name, u.auth_provider, u.is_active as reporter_active from tickets t
    inner join users u on u.id = t.reporter_id where t.id = ${data.id}`.execute(portal.itsm.admin.kysely)
  t.match(rows[0], {
    tenant_id: demoIds.demoOrg,
    customer_id: demoIds.acme,
    source: 'portal',
    sla_tier: 'gold',
    sla_breached: 0,
    created_by: demoIds.katharina,
    reporter_name: 'Katharina Lindner',
    auth_provider: 'portal',
    reporter_active: 0,
  })
  const history = await sql<Record<string, unknown>>`select * from ticket_history where ticket_id = ${data.id}`.execute(
    portal.itsm.admin.kysely,
  )
  t.match(history.rows, [
    { field_changed: 'created', old_value: null, new_value: 'Ticket created', changed_by: demoIds.katharina },
  ])
})
