import { randomUUID } from 'node:crypto'
import type { Comment } from '../../schemas/comments.ts'
import { apiError } from '../api-error.ts'
import type { CustomerScope } from '../auth/customer-scope.ts'
import { inTransaction, type OutsideTransaction } from '../database/transaction.ts'
import { mirrorAuthor } from './author-mirror.ts'
import { findComment, insertComment } from './comments-repository.ts'
import { claimKey, type KeyedRequest } from './idempotency.ts'
import { findTicket, lockForComment } from './repository.ts'
import { refuseTooLong } from './text-limits.ts'

/** A comment that the caller writes. */
export interface CommentToAdd {
  ticketId: string
  content: string
  /** The key that the client gave the request, if any. A second request with the same key adds nothing more. */
  request: KeyedRequest | null
  now: Date
}

/**
 * Adds the caller's comment and bumps the ticket's `updated_at`, as agents' comments do, so that they notice.
 *
 * @throws TICKET_NOT_FOUND where the caller may not see the ticket, TICKET_CLOSED where it takes no more comments,
 *   IDEMPOTENCY_KEY_REUSED, VALIDATION_FAILED where the column of the ITSM holds less than was written
 */
export async function addComment(
  database: OutsideTransaction,
  scope: CustomerScope,
  { ticketId, content, request, now }: CommentToAdd,
): Promise<Comment> {
  refuseTooLong(database, 'ticket_comments', { content })
  const newId = randomUUID()
  const id = await inTransaction(database, now, async (transaction) => {
    const earlier = await claimKey(transaction, scope, { request, resourceId: newId })
    if (earlier !== null) return earlier
    if (!(await lockForComment(transaction, scope, ticketId)))
      throw apiError((await findTicket(transaction, scope, ticketId)) ? 'TICKET_CLOSED' : 'TICKET_NOT_FOUND')
    await mirrorAuthor(transaction, scope)
    await insertComment(transaction, scope, { id: newId, ticketId, content })
    return newId
  })
  const comment = await findComment(database, scope, { ticketId, id })
  if (!comment) throw apiError('TICKET_NOT_FOUND')
  return comment
}
