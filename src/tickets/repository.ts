import { type Kysely, type OrderByDirection, type RawBuilder, sql } from 'kysely'
import { priorities, type StatusCount, type Ticket, type TicketQuery } from '../../schemas/tickets.ts'
import type { Host } from '../database/host/host.ts'
import { contains } from '../database/like.ts'
import type { Tables } from '../database/tables.ts'
import { toIso, toIsoRequired, toStored } from '../database/timestamps.ts'
import type { CustomerScope } from '../plugins/authentication.ts'
import type { DueDates } from './sla.ts'
import type { TicketFilter, TicketTotals } from './totals.ts'
import { visibleTicket } from './visibility.ts'

/** One page of the tickets that the caller may see, and how many match in all. */
export async function listTickets(
  host: Host,
  scope: CustomerScope,
  totals: TicketTotals,
  query: TicketQuery,
): Promise<{ tickets: Ticket[]; total: number }> {
  const { page, limit, sort, order, ...filter } = query
  const offset = (page - 1) * limit
  if (page === 1) {
    const tickets = await findPage(host, scope, filter, { sort, order, offset, limit })
    return { tickets, total: tickets.length < limit ? tickets.length : await totals.count(host, scope, filter) }
  }
  const total = await totals.count(host, scope, filter)
  if (offset >= total) return { tickets: [], total }
  const length = Math.min(limit, total - offset)
  // A page in the second half is nearer from the end: count from there, in the opposite order.
  const fromEnd = total - offset - length
  const tickets =
    fromEnd < offset
      ? (
          await findPage(host, scope, filter, { sort, order: opposite(order), offset: fromEnd, limit: length })
        ).reverse()
      : await findPage(host, scope, filter, { sort, order, offset, limit: length })
  return { tickets, total }
}

interface PageOf {
  sort: TicketQuery['sort']
  order: OrderByDirection
  offset: number
  limit: number
}

/**
 * The ids of the page are found first, from an index alone where the host has the recommended ones; only those rows are
 * then read.
 */
async function findPage(
  host: Host,
  scope: CustomerScope,
  filter: TicketFilter,
  { sort, order, offset, limit }: PageOf,
): Promise<Ticket[]> {
  const ids = sortKeys(sort).reduce(
    (query, key) => query.orderBy(key, order),
    matchingTickets(host.kysely, scope, filter).select('tickets.id').limit(limit).offset(offset),
  )
  const rows = await sortKeys(sort)
    .reduce(
      (query, key) => query.orderBy(key, order),
      ticketsWithReporter(host.kysely).innerJoin(ids.as('page'), 'page.id', 'tickets.id'),
    )
    .execute()
  return rows.map(toTicket)
}

/** How many of the tickets that the caller may see, and that a filter lets through, are in each state. */
export async function countByStatus(host: Host, scope: CustomerScope, filter: TicketFilter): Promise<StatusCount[]> {
  const rows = await matchingTickets(host.kysely, scope, filter)
    .select(['tickets.status', (eb) => eb.fn.countAll<number>().as('count')])
    .groupBy('tickets.status')
    .orderBy('tickets.status')
    .execute()
  return rows.map(({ status, count }) => ({ status, count: Number(count) }))
}

/** The tickets that the caller may see and that a filter lets through. */
function matchingTickets(kysely: Kysely<Tables>, scope: CustomerScope, { status, ticketType, q }: TicketFilter) {
  let query = kysely.selectFrom('tickets').where(visibleTicket(scope))
  if (status) query = query.where('tickets.status', 'in', status)
  if (ticketType) query = query.where('tickets.ticket_type', '=', ticketType)
  if (q) query = query.where((eb) => eb.or([contains('tickets.ticket_number', q), contains('tickets.title', q)]))
  return query
}

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
export async function findTicket(host: Host, scope: CustomerScope, id: string): Promise<Ticket | null> {
  const row = await ticketsWithReporter(host.kysely)
    .where(visibleTicket(scope))
    .where('tickets.id', '=', id)
    .executeTakeFirst()
  return row ? toTicket(row) : null
}

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

/** Puts a new ticket down, with the row of history that the host's own tickets begin with. */
export async function insertTicket(
  transaction: Kysely<Tables>,
  host: Host,
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
      created_at: toStored(host.form('tickets', 'created_at'), now),
      updated_at: toStored(host.form('tickets', 'updated_at'), now),
      sla_tier: due?.tier ?? null,
      sla_response_due: due ? toStored(host.form('tickets', 'sla_response_due'), due.response) : null,
      sla_resolve_due: due ? toStored(host.form('tickets', 'sla_resolve_due'), due.resolution) : null,
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
      changed_at: toStored(host.form('ticket_history', 'changed_at'), now),
    })
    .execute()
}
