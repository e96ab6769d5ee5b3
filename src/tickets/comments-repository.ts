import { randomUUID } from 'node:crypto'
import { type Comment, maxComments } from '../../schemas/comments.ts'
import type { Host } from '../database/host/host.ts'
import { toIsoRequired, toStored } from '../database/timestamps.ts'
import { inTransaction } from '../database/transaction.ts'
import { renderMarkdown } from '../markdown/markdown.ts'
import type { CustomerScope } from '../plugins/authentication.ts'
import { mirrorAuthor } from './author-mirror.ts'
import { closedStatuses, visibleComment, visibleTicket } from './visibility.ts'

/** The comments of a ticket that the caller may see, oldest first; none where they may not see the ticket. */
export async function findComments(host: Host, scope: CustomerScope, ticketId: string): Promise<Comment[]> {
  const rows = await host.kysely
    .selectFrom('tickets')
    .innerJoin('ticket_comments', (join) =>
      join
        .onRef('ticket_comments.ticket_id', '=', 'tickets.id')
        .onRef('ticket_comments.tenant_id', '=', 'tickets.tenant_id'),
    )
    .leftJoin('users', 'users.id', 'ticket_comments.author_id')
    .leftJoin('customer_portal_users as portal_user', (join) =>
      join
        .onRef('portal_user.id', '=', 'ticket_comments.author_id')
        .onRef('portal_user.tenant_id', '=', 'ticket_comments.tenant_id'),
    )
    .select([
      'ticket_comments.id',
      'ticket_comments.content',
      'ticket_comments.source',
      'ticket_comments.created_at',
      'ticket_comments.author_id',
      'users.display_name as agent_name',
      'portal_user.display_name as portal_name',
    ])
    .where(visibleTicket(scope))
    .where(visibleComment)
    .where('tickets.id', '=', ticketId)
    .orderBy('ticket_comments.created_at', 'desc')
    .orderBy('ticket_comments.id', 'desc')
    .limit(maxComments)
    .execute()
  return rows.reverse().map((row) => {
    const author = row.portal_name ?? row.agent_name
    return {
      id: row.id,
      content: row.content,
      contentHtml: renderMarkdown(row.content),
      source: row.source as Comment['source'],
      createdAt: toIsoRequired(row.created_at),
      author: author === null ? null : { displayName: author },
      isOwn: row.author_id === scope.portalUserId,
    }
  })
}

/**
 * Adds the caller's comment and bumps the ticket's `updated_at`, as agents' comments do, so that they notice.
 *
 * @returns the comment; `not found` where the caller may not see the ticket, `closed` where it takes no more comments
 */
export async function addComment(
  host: Host,
  scope: CustomerScope,
  ticketId: string,
  content: string,
  now: Date,
): Promise<Comment | 'not found' | 'closed'> {
  const id = randomUUID()
  const createdAt = toStored(host.form('ticket_comments', 'created_at'), now)
  const outcome = await inTransaction(host, async (transaction) => {
    const ticket = transaction
      .updateTable('tickets')
      .set({ updated_at: toStored(host.form('tickets', 'updated_at'), now) })
      .where(visibleTicket(scope))
      .where('tickets.id', '=', ticketId)
    // The update locks the row: an agent who closes the ticket meanwhile comes before or after, never in between.
    const { numUpdatedRows } = await ticket.where('tickets.status', 'not in', closedStatuses).executeTakeFirst()
    if (numUpdatedRows === 0n) return await whyNot()
    await mirrorAuthor(transaction, host, scope, now)
    await transaction
      .insertInto('ticket_comments')
      .values({
        id,
        tenant_id: scope.tenantId,
        ticket_id: ticketId,
        author_id: scope.portalUserId,
        content,
        is_internal: 0,
        source: 'customer',
        created_at: createdAt,
      })
      .execute()
    return 'added' as const

    async function whyNot(): Promise<'not found' | 'closed'> {
      const row = await transaction
        .selectFrom('tickets')
        .select('tickets.id')
        .where(visibleTicket(scope))
        .where('tickets.id', '=', ticketId)
        .executeTakeFirst()
      return row ? 'closed' : 'not found'
    }
  })
  if (outcome !== 'added') return outcome
  return {
    id,
    content,
    contentHtml: renderMarkdown(content),
    source: 'customer',
    createdAt: toIsoRequired(createdAt),
    author: { displayName: scope.displayName },
    isOwn: true,
  }
}
