import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Ticket } from '../../schemas/tickets.ts'
import type { CustomerScope } from '../auth/customer-scope.ts'
import type { ItsmDatabase } from '../database/itsm/itsm-database.ts'
import type { Placeholders } from '../database/placeholders.ts'
import { prepared } from '../database/prepared.ts'
import type { Tables } from '../database/tables.ts'
import { toIso, toIsoRequired } from '../database/timestamps.ts'
import type { Transaction } from '../database/transaction.ts'
import type { DueDates } from './sla.ts'
import { acceptsComments, visibleTicket } from './visibility.ts'

/** One ticket, if the caller may see it. */
export async function findTicket(database: ItsmDatabase, scope: CustomerScope, id: string): Promise<Ticket | null> {
  const [row] = await selectTicket(database, { scope, id })
  return row ? toTicket(row) : null
}

const selectTicket = prepared((kysely, { scope, id }: Placeholders<{ scope: CustomerScope; id: string }>) =>
  ticketsWithReporter(kysely).where(visibleTicket(scope)).where('tickets.id', '=', id),
)

/** Exactly the columns that a customer may see. The reporter is an agent, or a portal user (mirrored or not). */
export function ticketsWithReporter(kysely: Kysely<Tables>) {
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
    .select((eb) => acceptsComments(eb).as('accepts_comments'))
}

type TicketRow = Awaited<ReturnType<ReturnType<typeof ticketsWithReporter>['execute']>>[number]

export function toTicket(row: TicketRow): Ticket {
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
    // SQLite and MySQL answer 0 or 1.
    acceptsComments: Boolean(row.accepts_comments),
  }
}

/** A ticket as it is opened. */
export interface TicketToOpen {
  id: string
  number: string
  type: string
  title: string
  description: string
  priority: string
  /** Null where no SLA applies. */
  due: DueDates | null
}

/** Inserts a new ticket, with the row of history that the ITSM's own tickets begin with. */
export async function insertTicket(
  { kysely, stored, now }: Transaction,
  scope: CustomerScope,
  ticket: TicketToOpen,
): Promise<void> {
  const { due } = ticket
  await kysely
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
      created_at: stored('tickets', 'created_at', now),
      updated_at: stored('tickets', 'updated_at', now),
      sla_tier: due?.tier ?? null,
      sla_response_due: due ? stored('tickets', 'sla_response_due', due.response) : null,
      sla_resolve_due: due ? stored('tickets', 'sla_resolve_due', due.resolution) : null,
    })
    .execute()
  await kysely
    .insertInto('ticket_history')
    .values({
      id: randomUUID(),
      tenant_id: scope.tenantId,
      ticket_id: ticket.id,
      field_changed: 'created',
      old_value: null,
      new_value: 'Ticket created',
      changed_by: scope.portalUserId,
      changed_at: stored('ticket_history', 'changed_at', now),
    })
    .execute()
}

/**
 * Sets `updated_at` of a ticket that takes comments, and so locks it: an agent who closes it meanwhile comes before or
 * after, never in between.
 *
 * @returns whether the caller may see the ticket and it takes comments
 */
export async function lockForComment(
  { kysely, stored, now }: Transaction,
  scope: CustomerScope,
  id: string,
): Promise<boolean> {
  const { numUpdatedRows } = await kysely
    .updateTable('tickets')
    .set({ updated_at: stored('tickets', 'updated_at', now) })
    .where(visibleTicket(scope))
    .where('tickets.id', '=', id)
    .where(acceptsComments)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
