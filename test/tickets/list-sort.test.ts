import t from 'tap'
import { ticketRow } from '../support/customer-tickets.ts'
import { onEachDatabase } from '../support/databases.ts'
import { startTicketList } from '../support/ticket-list.ts'

/** Tickets that are called what they have, in an order that is none of the wanted ones. */
const named = (property: 'status' | 'priority' | 'number', values: string[]) =>
  values.map((value) => ticketRow({ title: value, [property]: value }))

onEachDatabase(t, 'priorities go from low to critical, and the unknown after them', async (t, dialect) => {
  const values = ['high', 'low', 'planning', 'critical', 'medium']
  const { titles } = await startTicketList(t, dialect, named('priority', values))
  const ascending = ['low', 'medium', 'high', 'critical', 'planning']
  t.same(await titles({ sort: 'priority', order: 'asc' }), ascending)
  t.same(await titles({ sort: 'priority', order: 'desc' }), ascending.toReversed())
})

onEachDatabase(t, 'states go along the life of a ticket, and the ITSM’s own after them', async (t, dialect) => {
  const values = ['closed', 'pending', 'cancelled', 'open', 'resolved', 'in_progress']
  const { titles } = await startTicketList(t, dialect, named('status', values))
  const ascending = ['open', 'in_progress', 'pending', 'resolved', 'closed', 'cancelled']
  t.same(await titles({ sort: 'status', order: 'asc' }), ascending)
  t.same(await titles({ sort: 'status', order: 'desc' }), ascending.toReversed())
})

onEachDatabase(t, 'numbers go by their value within a series: 99999 before 100000', async (t, dialect) => {
  const ascending = [
    'CHG-2026-00009',
    'INC-2025-99999',
    'INC-2025-100000',
    'INC-2026-00002',
    'INC-2026-00010',
    'INC-2026-99999',
    'INC-2026-100000',
    'INC-2026-1000000',
    'REQ-2024-00001',
  ]
  const { titles } = await startTicketList(t, dialect, named('number', ascending.toReversed()))
  t.same(await titles({ sort: 'ticketNumber', order: 'asc' }), ascending)
  t.same(await titles({ sort: 'ticketNumber' }), ascending.toReversed())
})

onEachDatabase(t, 'what has the same priority goes by the time it was opened', async (t, dialect) => {
  const opened = (title: string, minute: string, priority: string) =>
    ticketRow({ title, priority, createdAt: new Date(`2026-01-01T00:${minute}:00.000Z`) })
  const { titles } = await startTicketList(t, dialect, [
    opened('second', '20', 'low'),
    opened('first', '10', 'low'),
    opened('last', '05', 'high'),
    opened('third', '30', 'low'),
  ])
  t.same(await titles({ sort: 'priority', order: 'asc' }), ['first', 'second', 'third', 'last'])
})

onEachDatabase(t, 'the last changed goes first when the list is sorted by change', async (t, dialect) => {
  const changed = (title: string, day: string) =>
    ticketRow({ title, updatedAt: new Date(`2026-02-${day}T00:00:00.000Z`) })
  const { titles } = await startTicketList(t, dialect, [
    changed('second', '11'),
    changed('first', '12'),
    changed('third', '02'),
  ])
  t.same(await titles({ sort: 'updatedAt' }), ['first', 'second', 'third'])
})
