import type { ExpressionBuilder, ExpressionWrapper, SqlBool } from 'kysely'
import { visibleCommentSources } from '../../schemas/comments.ts'
import type { CustomerScope } from '../auth/customer-scope.ts'
import { isExactly } from '../database/exactly.ts'
import type { Placeholders } from '../database/placeholders.ts'
import type { Tables } from '../database/tables.ts'

/** The state in which a ticket does not exist for customers. */
const archived = 'archived'

/** Which tickets a caller may see: those of their customer, except archived ones. Every query for tickets uses it. */
export function visibleTicket(scope: CustomerScope | Placeholders<CustomerScope>) {
  return (eb: ExpressionBuilder<Tables, 'tickets'>): ExpressionWrapper<Tables, 'tickets', SqlBool> =>
    eb.and([
      eb('tickets.tenant_id', '=', scope.tenantId),
      eb('tickets.customer_id', '=', scope.customerId),
      eb('tickets.status', '<>', archived),
    ])
}

/** Which comments customers may see: external ones of known sources. Whatever else an ITSM holds is hidden. */
export function visibleComment(eb: ExpressionBuilder<Tables, 'ticket_comments'>) {
  return eb.and([
    eb('ticket_comments.is_internal', '=', 0),
    eb.or(visibleCommentSources.map((source) => isExactly('ticket_comments.source', source))),
  ])
}

/** The states in which a ticket takes no more comments of customers. */
const closedStatuses = ['closed', 'cancelled'] as const

/** Whether a ticket takes comments of customers: `acceptsComments` of the contract, and TICKET_CLOSED otherwise. */
export function acceptsComments(eb: ExpressionBuilder<Tables, 'tickets'>) {
  return eb('tickets.status', 'not in', closedStatuses)
}
