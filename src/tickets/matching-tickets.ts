import type { Kysely } from 'kysely'
import type { TicketQuery } from '../../schemas/tickets.ts'
import type { CustomerScope } from '../auth/customer-scope.ts'
import { containing, like } from '../database/like.ts'
import type { Placeholders } from '../database/placeholders.ts'
import type { Tables } from '../database/tables.ts'
import { visibleTicket } from './visibility.ts'

/** The filter of a list. */
export type TicketFilter = Pick<TicketQuery, 'status' | 'ticketType' | 'q'>

/** The scope and filter that decide which tickets are listed or counted. */
export interface VisibleTickets {
  scope: CustomerScope
  filter: FilterPatterns
}

/** A filter with its text as a pattern of LIKE. */
interface FilterPatterns {
  status: TicketFilter['status'] | undefined
  ticketType: TicketFilter['ticketType'] | undefined
  pattern: string | undefined
}

/** Turns the text of a filter into a pattern. */
export function patternsOf({ status, ticketType, q }: TicketFilter): FilterPatterns {
  return { status, ticketType, pattern: q ? containing(q) : undefined }
}

/** The tickets that the caller may see and that a filter lets through. */
export function matchingTickets(kysely: Kysely<Tables>, { scope, filter }: Placeholders<VisibleTickets>) {
  const { status, ticketType, pattern } = filter
  let query = kysely.selectFrom('tickets').where(visibleTicket(scope))
  if (status !== undefined) query = query.where('tickets.status', 'in', status)
  if (ticketType !== undefined) query = query.where('tickets.ticket_type', '=', ticketType)
  if (pattern !== undefined)
    query = query.where((eb) => eb.or([like('tickets.ticket_number', pattern), like('tickets.title', pattern)]))
  return query
}
