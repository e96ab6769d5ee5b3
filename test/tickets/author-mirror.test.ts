import { sql } from 'kysely'
import t from 'tap'
import { demoIds } from '../../src/demo/people.ts'
import { onEachDatabase, type TestItsm } from '../support/databases.ts'
import { openTicket } from '../support/new-tickets.ts'
import { api, startPortal, type TestPortal } from '../support/portal.ts'

const user = demoIds.katharina

/** Makes the ITSM one in which nobody of the portal has written yet. */
async function forgetTickets({ admin }: TestItsm): Promise<void> {
  for (const table of ['ticket_history', 'ticket_comments', 'tickets'])
    await sql`delete from ${sql.table(table)}`.execute(admin.kysely)
  await sql`delete from users where auth_provider = 'portal'`.execute(admin.kysely)
}

async function mirrorOf({ itsm }: TestPortal, id: string) {
  const { rows } = await sql<Record<string, unknown>>`select * from users where id = ${id}`.execute(itsm.admin.kysely)
  return rows.map((row) => ({ ...row }))
}

onEachDatabase(t, 'the first ticket mirrors its author, as the ITSM describes it', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  await forgetTickets(portal.itsm)
  const token = await portal.signIn()
  t.same(await mirrorOf(portal, user), [], 'signing in alone mirrors nobody')
  portal.setNow(new Date('2026-03-01T09:30:05.678Z'))
  await openTicket(portal, token)
  t.same(await mirrorOf(portal, user), [
    {
      id: user,
      email: `${user}@portal.invalid`,
      display_name: 'Katharina Lindner',
      password_hash: null,
      auth_provider: 'portal',
      external_id: null,
      language: 'de',
      is_active: 0,
      is_superadmin: 0,
      last_login: null,
      password_changed_at: null,
      password_history: '[]',
      created_at: '2026-03-01T09:30:05.678Z',
    },
  ])
  const memberships = await sql`select user_id from tenant_user_memberships where user_id = ${user}`.execute(
    portal.itsm.admin.kysely,
  )
  t.same(memberships.rows, [], 'a member of nothing')
})

onEachDatabase(t, 'the first comment mirrors its author too', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  await forgetTickets(portal.itsm)
  const { id } = await openTicket(portal, await portal.signIn())
  const colleague = await portal.signIn('mehmet.yildiz@acme.example.com')
  t.same(await mirrorOf(portal, demoIds.mehmet), [])
  const comment = { method: 'POST', url: `${api}/tickets/${id}/comments`, payload: { content: 'Here too.' } } as const
  t.equal((await portal.request(colleague, comment)).statusCode, 201)
  t.match(await mirrorOf(portal, demoIds.mehmet), [{ display_name: 'Mehmet Yıldız', auth_provider: 'portal' }])
})

onEachDatabase(t, 'a second write leaves the mirror as it is', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  await forgetTickets(portal.itsm)
  const token = await portal.signIn()
  await openTicket(portal, token)
  const before = await mirrorOf(portal, user)
  t.equal(before.length, 1)
  portal.setNow(new Date('2033-01-01T00:00:00.000Z'))
  await openTicket(portal, token)
  t.same(await mirrorOf(portal, user), before)
})

onEachDatabase(t, 'another name of the portal user is followed at the next write', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  await openTicket(portal, await portal.signIn())
  await sql`update customer_portal_users set display_name = 'Katharina Lindner-Voss' where id = ${user}`.execute(
    portal.itsm.admin.kysely,
  )
  const before = await mirrorOf(portal, user)
  t.match(before, [{ display_name: 'Katharina Lindner' }])
  await openTicket(portal, await portal.signIn())
  t.same(await mirrorOf(portal, user), [{ ...before[0], display_name: 'Katharina Lindner-Voss' }])
})

onEachDatabase(t, 'a ticket that cannot be written leaves no mirror behind', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  await forgetTickets(portal.itsm)
  const token = await portal.signIn()
  // The last row of the transaction is the one that fails.
  const refusal =
    dialect === 'mysql'
      ? sql`create trigger refusal before insert on ticket_history for each row
          signal sqlstate '45000' set message_text = 'refused'`
      : sql`create trigger refusal before insert on ticket_history begin select raise(abort, 'refused'); end`
  await refusal.execute(portal.itsm.admin.kysely)
  await t.rejects(openTicket(portal, token), /INTERNAL_ERROR/)
  t.same(await mirrorOf(portal, user), [])
  const { rows } = await sql<{ left: number }>`select count(*) as ${sql.ref('left')} from tickets`.execute(
    portal.itsm.admin.kysely,
  )
  t.equal(Number(rows[0]?.left), 0, 'nor a ticket')

  await sql`drop trigger refusal`.execute(portal.itsm.admin.kysely)
  await openTicket(portal, token)
  t.equal((await mirrorOf(portal, user)).length, 1, 'the next one does')
})

onEachDatabase(t, 'first writes of one user at the same moment all succeed, with one mirror', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  await forgetTickets(portal.itsm)
  const token = await portal.signIn()
  const tickets = await Promise.all(Array.from({ length: 10 }, () => openTicket(portal, token)))
  t.equal(new Set(tickets.map(({ id }) => id)).size, 10)
  t.equal((await mirrorOf(portal, user)).length, 1)
})

onEachDatabase(t, 'where no foreign key asks for it nobody is mirrored', async (t, dialect) => {
  const portal = await startPortal(t, dialect, { authorForeignKeys: false })
  await forgetTickets(portal.itsm)
  await openTicket(portal, await portal.signIn())
  t.same(await mirrorOf(portal, user), [])
})

t.test('a setting asks for it where no foreign key does', async (t) => {
  const environment = { ITSM_AUTHOR_MIRROR: 'always' }
  const portal = await startPortal(t, 'sqlite', { authorForeignKeys: false, environment })
  await forgetTickets(portal.itsm)
  await openTicket(portal, await portal.signIn())
  t.match(await mirrorOf(portal, user), [{ auth_provider: 'portal' }])
})
