import t from 'tap'
import { insertTickets, ticketRow } from '../support/customer-tickets.ts'
import { onEachDatabase } from '../support/databases.ts'
import { openTicket } from '../support/new-tickets.ts'
import { startTicketList } from '../support/ticket-list.ts'

const many = (count: number) =>
  Array.from({ length: count }, (_, position) => ticketRow({ title: `Ticket ${position}` }))

onEachDatabase(t, 'the total of a small customer is always exact', async (t, dialect) => {
  const { portal, customerId, list } = await startTicketList(t, dialect, many(60))
  t.equal((await list()).meta.total, 60)
  await insertTickets(portal.itsm, customerId, many(1))
  t.equal((await list()).meta.total, 61, 'also right after an agent opened one')
  t.equal((await list({ page: 3 })).meta.total, 61)
  t.equal((await list({ status: 'open' })).meta.total, 61)
})

onEachDatabase(t, 'a total of thousands is remembered, and right at once after an own ticket', async (t, dialect) => {
  const { portal, customerId, token, list } = await startTicketList(t, dialect, many(2_100))
  t.equal((await list()).meta.total, 2_100)
  t.equal((await list({ status: 'open' })).meta.total, 2_100)
  await insertTickets(portal.itsm, customerId, many(1))
  t.equal((await list()).meta.total, 2_100, 'an agent’s ticket may be missing for some seconds')
  t.equal((await list({ status: 'open' })).meta.total, 2_100)

  const { id } = await openTicket(portal, token)
  t.equal((await list()).meta.total, 2_102)
  t.equal((await list({ status: 'open' })).meta.total, 2_102)
  t.equal((await list({ page: 2 })).meta.total, 2_102)
  for (const filter of [{ status: 'closed' }, { ticketType: 'change' }, { q: 'nowhere' }])
    t.equal((await list({ ...filter, page: 2 })).meta.total, 0, `${Object.keys(filter)} has a total of its own`)
  const first = await list({ sort: 'createdAt', limit: 1 })
  t.equal(first.data[0]?.id, id)
  const last = await list({ sort: 'createdAt', order: 'asc', limit: 1, page: 2_102 })
  t.equal(last.data[0]?.id, id)
})
