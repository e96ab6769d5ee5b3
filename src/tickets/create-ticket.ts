import { randomUUID } from 'node:crypto'
import type { NewTicket } from '../../schemas/tickets.ts'
import type { CustomerScope } from '../auth/customer-scope.ts'
import { inTransaction, type OutsideTransaction } from '../database/transaction.ts'
import { mirrorAuthor } from './author-mirror.ts'
import { claimKey, type KeyedRequest } from './idempotency.ts'
import { insertTicket } from './repository.ts'
import { findDueDates } from './sla.ts'
import { refuseTooLong } from './text-limits.ts'
import { nextTicketNumber } from './ticket-numbers.ts'
import type { TicketTotals } from './totals.ts'

/** A ticket that the caller opens. */
export interface TicketToCreate {
  ticket: NewTicket
  /** The key that the client gave the request, if any. A second request with the same key creates nothing more. */
  request: KeyedRequest | null
  /** The cached totals. Those of the caller's customer are forgotten after the commit. */
  totals: TicketTotals
  now: Date
}

/**
 * Opens a ticket that is, in the ITSM, like one that an agent opened: numbered, due, with its history and its author.
 * All of it is there, or nothing.
 *
 * @returns the id of the ticket
 * @throws IDEMPOTENCY_KEY_REUSED, VALIDATION_FAILED where a column of the ITSM holds less than was written
 */
export async function createTicket(
  database: OutsideTransaction,
  scope: CustomerScope,
  { ticket, request, totals, now }: TicketToCreate,
): Promise<string> {
  const id = randomUUID()
  const { ticketType: type, title, description, priority } = ticket
  refuseTooLong(database, 'tickets', { title, description })
  return inTransaction(database, now, async (transaction) => {
    transaction.onCommit(() => totals.forget(scope))
    const earlier = await claimKey(transaction, scope, { request, resourceId: id })
    if (earlier !== null) return earlier
    await mirrorAuthor(transaction, scope)
    const due = await findDueDates(transaction, scope, priority)
    // Last before the insert: from here on, other replicas wait for their number.
    const number = await nextTicketNumber(transaction, scope.tenantId, type)
    await insertTicket(transaction, scope, { id, number, type, title, description, priority, due })
    return id
  })
}
