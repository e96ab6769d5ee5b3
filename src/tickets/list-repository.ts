import { type OrderByDirection, type RawBuilder, sql } from 'kysely'
import { priorities, type Ticket, type TicketQuery } from '../../schemas/tickets.ts'
import type { CustomerScope } from '../auth/customer-scope.ts'
import type { ItsmDatabase } from '../database/itsm/itsm-database.ts'
import type { Placeholders } from '../database/placeholders.ts'
import { prepared } from '../database/prepared.ts'
import { matchingTickets, patternsOf, type VisibleTickets } from './matching-tickets.ts'
import { ticketsWithReporter, toTicket } from './repository.ts'
import type { TicketTotals } from './totals.ts'

/** One page of the tickets that the caller may see, and how many match in all. */
export async function listTickets(
  database: ItsmDatabase,
  scope: CustomerScope,
  { totals, query }: { totals: TicketTotals; query: TicketQuery },
): Promise<{ tickets: Ticket[]; total: number }> {
  const { page, limit, sort, order, ...filter } = query
  const offset = (page - 1) * limit
  const findPage = async (order: OrderByDirection, offset: number, limit: number) =>
    (await selectPage(database, { scope, filter: patternsOf(filter), offset, limit }, { sort, order })).map(toTicket)
  if (page === 1) {
    const tickets = await findPage(order, offset, limit)
    return { tickets, total: tickets.length < limit ? tickets.length : await totals.count(database, scope, filter) }
  }
  const total = await totals.count(database, scope, filter)
  if (offset >= total) return { tickets: [], total }
  const length = Math.min(limit, total - offset)
  // A page in the second half is nearer from the end: count from there, in the opposite order.
  const fromEnd = total - offset - length
  const tickets =
    fromEnd < offset
      ? (await findPage(opposite(order), fromEnd, length)).reverse()
      : await findPage(order, offset, length)
  return { tickets, total }
}

/**
 * The ids of the page are found first, from an index alone where the ITSM has the recommended ones; only those rows are
 * then read, and put into the same order.
 */
const selectPage = prepared(
  (
    kysely,
    { offset, limit, ...visible }: Placeholders<VisibleTickets & { offset: number; limit: number }>,
    { sort, order }: { sort: TicketQuery['sort']; order: OrderByDirection },
  ) => {
    const keys = sortKeys(sort)
    const page = keys.reduce(
      (query, key, position) => query.select(key.as(`key_${position}`)).orderBy(key, order),
      matchingTickets(kysely, visible).select('tickets.id').limit(limit).offset(offset),
    )
    return keys.reduce(
      (query, _key, position) => query.orderBy(sql.ref(`page.key_${position}`), order),
      ticketsWithReporter(kysely).innerJoin(page.as('page'), 'page.id', 'tickets.id'),
    )
  },
  { isKeptByServer: false },
)

/** As work goes on; states that only some ITSMs know come last. */
const statusOrder = ['open', 'in_progress', 'pending', 'resolved', 'closed']

/** The sort keys of a list. The id comes last, so that the order is the same on every page. */
function sortKeys(sort: TicketQuery['sort']): RawBuilder<unknown>[] {
  const id = sql`tickets.id`
  switch (sort) {
    case 'createdAt':
      return [sql`tickets.created_at`, id]
    case 'updatedAt':
      return [sql`tickets.updated_at`, id]
    case 'priority':
      return [rank('tickets.priority', priorities), sql`tickets.created_at`, id]
    case 'status':
      return [rank('tickets.status', statusOrder), sql`tickets.created_at`, id]
    case 'ticketNumber':
      // The series, then the number by its value: 100000 comes after 99999.
      return [
        sql`substr(tickets.ticket_number, 1, 9)`,
        sql`length(tickets.ticket_number)`,
        sql`tickets.ticket_number`,
        id,
      ]
  }
}

function rank(column: string, values: readonly string[]): RawBuilder<unknown> {
  const cases = values.map((value, position) => sql`when ${sql.lit(value)} then ${sql.lit(position)}`)
  return sql`case ${sql.ref(column)} ${sql.join(cases, sql` `)} else ${sql.lit(values.length)} end`
}

function opposite(order: 'asc' | 'desc'): 'asc' | 'desc' {
  return order === 'asc' ? 'desc' : 'asc'
}
