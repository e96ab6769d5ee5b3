import t from 'tap'
import { insertTickets, type TicketRow, ticketRow } from '../support/customer-tickets.ts'
import { onEachDatabase } from '../support/databases.ts'
import { startTicketList } from '../support/ticket-list.ts'

const minute = 60_000
const begin = Date.parse('2026-01-01T00:00:00.000Z')
const statuses = ['closed', 'open', 'waiting_for_vendor', 'resolved', 'pending', 'cancelled', 'in_progress']
const priorities = ['high', 'low', 'critical', 'medium', 'planning']
const series = ['INC-2026-', 'REQ-2025-', 'CHG-2026-']

/** 130 tickets; many share a timestamp, a status, a priority, and some even the number. */
const tickets = Array.from({ length: 130 }, (_, position) =>
  ticketRow({
    title: `Ticket ${position}`,
    number: `${series[position % 3]}${String(99_960 + ((position * 7) % 100)).padStart(5, '0')}`,
    status: statuses[position % statuses.length] ?? 'open',
    priority: priorities[position % priorities.length] ?? 'low',
    createdAt: new Date(begin + ((position * 37) % 20) * minute),
    updatedAt: new Date(begin + ((position * 11) % 9) * minute),
  }),
)

type Key = (ticket: TicketRow) => string | number

/** Where a value stands among others; after all of them where it is none of them. */
const rank = (values: string[], value: string) => (values.includes(value) ? values.indexOf(value) : values.length)
const created: Key = ({ createdAt }) => createdAt.getTime()

/** What the contract says the list is sorted by, ascending; what is equal in all of it goes by its id. */
const sorts: Record<string, Key[]> = {
  createdAt: [created],
  updatedAt: [({ updatedAt }) => updatedAt.getTime()],
  priority: [({ priority }) => rank(['low', 'medium', 'high', 'critical'], priority), created],
  status: [({ status }) => rank(['open', 'in_progress', 'pending', 'resolved', 'closed'], status), created],
  ticketNumber: [({ number }) => number.slice(0, 9), ({ number }) => Number(number.slice(9))],
}

function sorted(keys: Key[], order: string): string[] {
  const ascending = tickets.toSorted((a, b) => {
    for (const key of [...keys, ({ id }: TicketRow) => id]) if (key(a) !== key(b)) return key(a) < key(b) ? -1 : 1
    return 0
  })
  return (order === 'asc' ? ascending : ascending.reverse()).map(({ id }) => id)
}

onEachDatabase(t, 'the pages of a list, one after the other, are the whole list in its order', async (t, dialect) => {
  const { list } = await startTicketList(t, dialect, tickets)
  for (const [sort, keys] of Object.entries(sorts))
    for (const order of ['asc', 'desc'])
      for (const limit of [25, 65, 99]) {
        const seen: string[] = []
        for (let page = 1; page <= Math.ceil(tickets.length / limit); page += 1) {
          const { data, meta } = await list({ sort, order, limit, page })
          seen.push(...data.map(({ id }) => id))
          t.same(meta, { total: 130, page, limit, totalPages: Math.ceil(130 / limit) })
        }
        t.same(seen, sorted(keys, order), `sort=${sort} order=${order} limit=${limit}`)
      }
})

onEachDatabase(t, 'every single page of one ticket each is the right one', async (t, dialect) => {
  const { list } = await startTicketList(t, dialect, tickets)
  const expected = sorted([created], 'desc')
  for (const page of [1, 2, 64, 65, 66, 67, 129, 130])
    t.same(
      (await list({ limit: 1, page })).data.map(({ id }) => id),
      [expected[page - 1]],
      `page ${page}`,
    )
})

onEachDatabase(t, 'a filtered list is paged as well from its end', async (t, dialect) => {
  const { list } = await startTicketList(t, dialect, tickets)
  const open = new Set(tickets.filter(({ status }) => status === 'open').map(({ id }) => id))
  const expected = sorted([created], 'desc').filter((id) => open.has(id))
  const { data, meta } = await list({ status: 'open', limit: 5, page: 4 })
  t.same(meta, { total: 19, page: 4, limit: 5, totalPages: 4 })
  t.same(
    data.map(({ id }) => id),
    expected.slice(15),
  )
})

onEachDatabase(t, 'beyond the end there is nothing, and the total is still told', async (t, dialect) => {
  const { list } = await startTicketList(t, dialect, tickets)
  for (const page of [7, 8, 1_000_000])
    t.same(await list({ page }), { data: [], meta: { total: 130, page, limit: 25, totalPages: 6 } })
})

onEachDatabase(t, 'without a query: the newest 25', async (t, dialect) => {
  const { list } = await startTicketList(t, dialect, tickets)
  const { data, meta } = await list()
  t.same(meta, { total: 130, page: 1, limit: 25, totalPages: 6 })
  t.same(
    data.map(({ id }) => id),
    sorted([created], 'desc').slice(0, 25),
  )
})

onEachDatabase(t, 'a customer without tickets has an empty list', async (t, dialect) => {
  const { list } = await startTicketList(t, dialect)
  for (const page of [1, 2])
    t.same(await list({ page }), { data: [], meta: { total: 0, page, limit: 25, totalPages: 0 } })
})

onEachDatabase(t, 'archived tickets are neither listed nor counted, whatever is asked for', async (t, dialect) => {
  const { portal, customerId, list } = await startTicketList(t, dialect, tickets.slice(0, 30))
  const archived = Array.from({ length: 40 }, () => ticketRow({ title: 'Shelved', status: 'archived' }))
  await insertTickets(portal.itsm, customerId, archived)
  for (const page of [1, 2]) t.match(await list({ page, limit: 20 }), { meta: { total: 30, totalPages: 2 } })
  for (const query of [{ q: 'Shelved' }, { status: 'archived' }, { status: ['archived', 'nothing'] }])
    t.match(await list(query), { data: [], meta: { total: 0, totalPages: 0 } }, JSON.stringify(query))
  t.match(await list({ ticketType: 'incident', sort: 'status', limit: 100 }), { meta: { total: 30 } })
})
