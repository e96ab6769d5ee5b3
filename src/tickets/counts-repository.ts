import type { StatusCount } from '../../schemas/tickets.ts'
import type { CustomerScope } from '../auth/customer-scope.ts'
import type { ItsmDatabase } from '../database/itsm/itsm-database.ts'
import type { Placeholders } from '../database/placeholders.ts'
import { prepared } from '../database/prepared.ts'
import { matchingTickets, patternsOf, type TicketFilter, type VisibleTickets } from './matching-tickets.ts'

/** How many tickets the caller may see that a filter lets through. */
export async function countTickets(
  database: ItsmDatabase,
  scope: CustomerScope,
  filter: TicketFilter,
): Promise<number> {
  const [row] = await selectTotal(database, { scope, filter: patternsOf(filter) })
  return Number(row?.total)
}

const selectTotal = prepared(
  (kysely, visible: Placeholders<VisibleTickets>) =>
    matchingTickets(kysely, visible).select((eb) => eb.fn.countAll<number>().as('total')),
  { isKeptByServer: false },
)

/** How many of them are in each state. */
export async function countByStatus(
  database: ItsmDatabase,
  scope: CustomerScope,
  filter: TicketFilter,
): Promise<StatusCount[]> {
  const rows = await selectCounts(database, { scope, filter: patternsOf(filter) })
  return rows.map(({ status, count }) => ({ status, count: Number(count) }))
}

const selectCounts = prepared(
  (kysely, visible: Placeholders<VisibleTickets>) =>
    matchingTickets(kysely, visible)
      .select(['tickets.status', (eb) => eb.fn.countAll<number>().as('count')])
      .groupBy('tickets.status')
      .orderBy('tickets.status'),
  { isKeptByServer: false },
)
