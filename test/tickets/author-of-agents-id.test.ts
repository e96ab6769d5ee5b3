import { sql } from 'kysely'
import t from 'tap'
import { checkItsm } from '../../src/database/itsm/itsm-database.ts'
import { inspectPortalUsers } from '../../src/database/itsm/portal-users.ts'
import { demoIds } from '../../src/demo/people.ts'
import { itsmSettings, onEachDatabase } from '../support/databases.ts'
import { openTicket } from '../support/new-tickets.ts'
import { api, startPortal, type TestPortal } from '../support/portal.ts'

const email = 'tomasz@acme.example.com'

/** Gives a portal user the id of an agent, as operators have done who copied rows. */
async function copyAgent({ itsm }: TestPortal): Promise<void> {
  await sql`insert into customer_portal_users
      (id, tenant_id, customer_id, email, display_name, password_hash, created_at)
    select ${demoIds.tomasz}, tenant_id, customer_id, ${email}, 'Somebody Else', password_hash, created_at
    from customer_portal_users where id = ${demoIds.katharina}`.execute(itsm.admin.kysely)
}

async function agentRow({ itsm }: TestPortal) {
  const { rows } = await sql<Record<string, unknown>>`select * from users where id = ${demoIds.tomasz}`.execute(
    itsm.admin.kysely,
  )
  return rows.map((row) => ({ ...row }))
}

onEachDatabase(t, 'nobody writes in the name of an agent, and the agent stays as they are', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const before = await agentRow(portal)
  t.match(before, [{ display_name: 'Tomasz Zieliński', auth_provider: 'local', is_active: 1 }])
  const { id } = await openTicket(portal, await portal.signIn())
  await copyAgent(portal)
  const token = await portal.signIn(email)

  await t.rejects(openTicket(portal, token), /INTERNAL_ERROR/)
  const comment = { method: 'POST', url: `${api}/tickets/${id}/comments`, payload: { content: 'Mine?' } } as const
  t.equal((await portal.request(token, comment)).statusCode, 500)
  t.same(await agentRow(portal), before)
  const { rows } = await sql`select id from ticket_comments where ticket_id = ${id}`.execute(portal.itsm.admin.kysely)
  t.same(rows, [])
})

onEachDatabase(t, 'the doctor names such a row', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const { database } = await checkItsm(portal.itsm.admin, itsmSettings)
  t.same(await inspectPortalUsers(database), [])
  await copyAgent(portal)
  t.same(await inspectPortalUsers(database), [
    {
      severity: 'warning',
      subject: 'customer_portal_users',
      problem: `has a row with the id of an agent: ${demoIds.tomasz}`,
      breaks: 'this portal user can neither open tickets nor comment',
      remedy: 'Give the portal user an id of its own.',
    },
  ])
})
