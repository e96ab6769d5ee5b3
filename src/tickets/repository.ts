import { type Kysely, type OrderByDirection, type RawBuilder, sql } from 'kysely'
import { priorities, type StatusCount, type Ticket, type TicketQuery } from '../../schemas/tickets.ts'
import type { ItsmDatabase } from '../database/itsm/itsm-database.ts'
import { containing, like } from '../database/like.ts'
import type { Placeholders } from '../database/placeholders.ts'
import { prepared } from '../database/prepared.ts'
import type { Tables } from '../database/tables.ts'
import { toIso, toIsoRequired } from '../database/timestamps.ts'
import type { CustomerScope } from '../plugins/authentication.ts'
import type { DueDates } from './sla.ts'
import type { TicketFilter, TicketTotals } from './totals.ts'
import { visibleTicket } from './visibility.ts'

/** One page of the tickets that the caller may see, and how many match in all. */
export async function listTickets(
  database: ItsmDatabase,
  scope: CustomerScope,
  totals: TicketTotals,
  query: TicketQuery,
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

/** What tells which tickets are listed or counted. */
interface VisibleTickets {
  scope: CustomerScope
  filter: FilterPatterns
}

/** A filter whose text has become a pattern. */
interface FilterPatterns {
  status: TicketFilter['status'] | undefined
  ticketType: TicketFilter['ticketType'] | undefined
  pattern: string | undefined
}

function patternsOf({ status, ticketType, q }: TicketFilter): FilterPatterns {
  return { status, ticketType, pattern: q ? containing(q) : undefined }
}

/** The tickets that the caller may see and that a filter lets through. */
function matchingTickets(kysely: Kysely<Tables>, { scope, filter }: Placeholders<VisibleTickets>) {
  const { status, ticketType, pattern } = filter
  let query = kysely.selectFrom('tickets').where(visibleTicket(scope))
  if (status !== undefined) query = query.where('tickets.status', 'in', status)
  if (ticketType !== undefined) query = query.where('tickets.ticket_type', '=', ticketType)
  if (pattern !== undefined)
    query = query.where((eb) => eb.or([like('tickets.ticket_number', pattern), like('tickets.title', pattern)]))
  return query
}

/** As work goes on; states that only some ITSMs know come last. */
const statusOrder = ['open', 'in_progress', 'pending', 'resolved', 'closed']

/** What a list is sorted by. The id comes last, so that the order is the same on every page. */
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

/** One ticket, if the caller may see it. */
export async function findTicket(database: ItsmDatabase, scope: CustomerScope, id: string): Promise<Ticket | null> {
  const [row] = await selectTicket(database, { scope, id })
  return row ? toTicket(row) : null
}

const selectTicket = prepared((kysely, { scope, id }: Placeholders<{ scope: CustomerScope; id: string }>) =>
  ticketsWithReporter(kysely).where(visibleTicket(scope)).where('tickets.id', '=', id),
)

/** Exactly the columns that a customer may see. The reporter is an agent, or a portal user (mirrored or not). */
function ticketsWithReporter(kysely: Kysely<Tables>) {
  return kysely
    .selectFrom('tickets')
    .leftJoin('users', 'users.id', 'tickets.reporter_id')
    .leftJoin('customer_portal_users as portal_user', (join) =>
      join.onRef('portal_user.id', '=', 'tickets.reporter_id').onRef('portal_user.tenant_id', '=', 'tickets.tenant_id'),
    )
    .select([
      'tickets.id',
      'tickets.ticket_number',
      'tickets.ticket_type',
      'tickets.title',
      'tickets.description',
      'tickets.status',
      'tickets.priority',
      'tickets.source',
      'tickets.created_at',
      'tickets.updated_at',
      'tickets.resolved_at',
      'tickets.closed_at',
      'users.display_name as agent_name',
      'portal_user.display_name as portal_name',
    ])
}

type TicketRow = Awaited<ReturnType<ReturnType<typeof ticketsWithReporter>['execute']>>[number]

function toTicket(row: TicketRow): Ticket {
  const reporter = row.portal_name ?? row.agent_name
  return {
    id: row.id,
    ticketNumber: row.ticket_number,
    ticketType: row.ticket_type,
    title: row.title,
    description: row.description,
    status: row.status,
    priority: row.priority,
    source: row.source,
    createdAt: toIsoRequired(row.created_at),
    updatedAt: toIsoRequired(row.updated_at),
    resolvedAt: toIso(row.resolved_at),
    closedAt: toIso(row.closed_at),
    reporter: reporter === null ? null : { displayName: reporter },
  }
}

/** Puts a new ticket down, with the row of history that the ITSM's own tickets begin with. */
export async function insertTicket(
  transaction: Kysely<Tables>,
  database: ItsmDatabase,
  scope: CustomerScope,
  ticket: {
    id: string
    historyId: string
    number: string
    type: string
    title: string
    description: string
    priority: string
  },
  due: DueDates | null,
  now: Date,
): Promise<void> {
  await transaction
    .insertInto('tickets')
    .values({
      id: ticket.id,
      tenant_id: scope.tenantId,
      customer_id: scope.customerId,
      ticket_number: ticket.number,
      ticket_type: ticket.type,
      title: ticket.title,
      description: ticket.description,
      status: 'open',
      priority: ticket.priority,
      source: 'portal',
      reporter_id: scope.portalUserId,
      created_by: scope.portalUserId,
      created_at: database.stored('tickets', 'created_at', now),
      updated_at: database.stored('tickets', 'updated_at', now),
      sla_tier: due?.tier ?? null,
      sla_response_due: due ? database.stored('tickets', 'sla_response_due', due.response) : null,
      sla_resolve_due: due ? database.stored('tickets', 'sla_resolve_due', due.resolution) : null,
    })
    .execute()
  await transaction
    .insertInto('ticket_history')
    .values({
      id: ticket.historyId,
      tenant_id: scope.tenantId,
      ticket_id: ticket.id,
      field_changed: 'created',
      old_value: null,
      new_value: 'Ticket created',
      changed_by: scope.portalUserId,
      changed_at: database.stored('ticket_history', 'changed_at', now),
    })
    .execute()
}
