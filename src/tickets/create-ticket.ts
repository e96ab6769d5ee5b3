import { randomUUID } from 'node:crypto'
import type { NewTicket } from '../../schemas/tickets.ts'
import type { ItsmDatabase } from '../database/itsm/itsm-database.ts'
import { inTransaction } from '../database/transaction.ts'
import type { CustomerScope } from '../plugins/authentication.ts'
import { mirrorAuthor } from './author-mirror.ts'
import { claimKey, type KeyedRequest } from './idempotency.ts'
import { insertTicket } from './repository.ts'
import { findDueDates } from './sla.ts'
import { nextTicketNumber } from './ticket-numbers.ts'

/**
 * Opens a ticket that is, in the ITSM, like one that an agent opened: numbered, due, with its history and its author.
 * All of it is there, or nothing.
 *
 * @param request where the client gave it a key: a second one with the same key creates nothing more
 * @returns the id of the ticket
 */
export async function createTicket(
  database: ItsmDatabase,
  scope: CustomerScope,
  ticket: NewTicket,
  request: KeyedRequest | null,
  now: Date,
): Promise<string> {
  const id = randomUUID()
  const { ticketType: type, title, description, priority } = ticket
  return inTransaction(database, now, async ({ kysely: transaction }) => {
    const earlier = await claimKey(transaction, database, scope, request, id, now)
    if (earlier !== null) return earlier
    await mirrorAuthor(transaction, database, scope, now)
    const due = await findDueDates(transaction, database, scope, priority, now)
    // Last before the insert: from here on, other replicas wait for their number.
    const number = await nextTicketNumber(transaction, scope.tenantId, type, now)
    await insertTicket(
      transaction,
      database,
      scope,
      { id, historyId: randomUUID(), number, type, title, description, priority },
      due,
      now,
    )
    return id
  })
}
