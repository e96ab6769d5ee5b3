import t from 'tap'
import { ticketRow } from '../support/customer-tickets.ts'
import { onEachDatabase } from '../support/databases.ts'
import { startTicketList } from '../support/ticket-list.ts'

const tickets = ['open', 'open', 'in_progress', 'pending', 'resolved', 'closed', 'cancelled'].flatMap((status) =>
  ['incident', 'change', 'problem', 'request'].map((type) => ticketRow({ title: `${status} ${type}`, status, type })),
)

onEachDatabase(t, 'a list of one state', async (t, dialect) => {
  const { list } = await startTicketList(t, dialect, tickets)
  const { data, meta } = await list({ status: 'open' })
  t.equal(meta.total, 8)
  t.same([...new Set(data.map(({ status }) => status))], ['open'])
  t.equal((await list({ status: 'cancelled' })).meta.total, 4, 'a state of the ITSM’s own')
})

onEachDatabase(t, 'a list of several states', async (t, dialect) => {
  const { list } = await startTicketList(t, dialect, tickets)
  const { data, meta } = await list({ status: ['open', 'closed'], limit: 100 })
  t.equal(meta.total, 12)
  t.same(new Set(data.map(({ status }) => status)), new Set(['open', 'closed']))
  t.equal((await list({ status: ['open', 'open'] })).meta.total, 8, 'one named twice counts once')
  t.equal((await list({ status: ['open', 'never heard of'] })).meta.total, 8)
})

onEachDatabase(t, 'a state that there is not has no tickets', async (t, dialect) => {
  const { list } = await startTicketList(t, dialect, tickets)
  for (const status of ['never heard of', 'open,closed', 'ope_', '%'])
    t.match(await list({ status }), { data: [], meta: { total: 0 } }, status)
})

onEachDatabase(t, 'a list of one type', async (t, dialect) => {
  const { list } = await startTicketList(t, dialect, tickets)
  for (const ticketType of ['incident', 'change', 'problem', 'request']) {
    const { data, meta } = await list({ ticketType })
    t.equal(meta.total, 7)
    t.same([...new Set(data.map((ticket) => ticket.ticketType))], [ticketType])
  }
})

onEachDatabase(t, 'filters narrow each other down', async (t, dialect) => {
  const { titles } = await startTicketList(t, dialect, tickets)
  t.same(await titles({ status: 'pending', ticketType: 'change' }), ['pending change'])
  t.same(await titles({ status: ['pending', 'closed'], ticketType: 'change', q: 'clos' }), ['closed change'])
  t.same(await titles({ status: 'pending', q: 'closed' }), [])
})

onEachDatabase(t, 'the total is that of the list, however a state is spelled', async (t, dialect) => {
  const { list } = await startTicketList(t, dialect, tickets)
  for (const status of [
    ['open'],
    ['OPEN'],
    ['Open', 'open'],
    ['OPEN', 'closed'],
    ['öpen'],
    ['never heard of', 'open'],
  ]) {
    const whole = await list({ status, limit: 100 })
    t.equal(whole.meta.total, whole.data.length, String(status))
    for (const page of [1, 2])
      t.equal((await list({ status, limit: 1, page })).meta.total, whole.data.length, String(status))
  }
})
