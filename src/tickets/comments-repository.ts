import { setImmediate as nextTurn } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import { type Comment, maxCommentCharacters, maxComments } from '../../schemas/comments.ts'
import type { CustomerScope } from '../auth/customer-scope.ts'
import type { ItsmDatabase } from '../database/itsm/itsm-database.ts'
import type { Placeholders } from '../database/placeholders.ts'
import { prepared } from '../database/prepared.ts'
import type { Tables } from '../database/tables.ts'
import { toIsoRequired } from '../database/timestamps.ts'
import type { Transaction } from '../database/transaction.ts'
import { renderEmail } from '../markdown/email.ts'
import { renderMessage } from '../markdown/message.ts'
import { visibleComment, visibleTicket } from './visibility.ts'

/** Milliseconds for which rendering keeps other requests waiting. */
const longestTurn = 15

/** The comments of a ticket that the caller may see, oldest first; none where they may not see the ticket. */
export async function findComments(database: ItsmDatabase, scope: CustomerScope, ticketId: string): Promise<Comment[]> {
  const rows = await selectComments(database, { scope, ticketId })
  const comments: Comment[] = []
  let turnBegan = performance.now()
  for (const row of newestThatFit(rows).reverse()) {
    // Hundreds of long comments take a while to render; other requests go between them.
    if (performance.now() - turnBegan > longestTurn) {
      await nextTurn()
      turnBegan = performance.now()
    }
    comments.push(toComment(row, scope))
  }
  return comments
}

/** As many comments as an answer holds. @param rows newest first */
function newestThatFit(rows: CommentRow[]): CommentRow[] {
  let characters = 0
  const tooMuch = rows.findIndex(({ content }, position) => {
    characters += content.length
    return position > 0 && characters > maxCommentCharacters
  })
  return tooMuch === -1 ? rows : rows.slice(0, tooMuch)
}

const selectComments = prepared((kysely, values: Placeholders<{ scope: CustomerScope; ticketId: string }>) =>
  commentsWithAuthor(kysely, values)
    .orderBy('ticket_comments.created_at', 'desc')
    .orderBy('ticket_comments.id', 'desc')
    .limit(sql.lit(maxComments)),
)

/** One comment of a ticket, if the caller may see both. */
export async function findComment(
  { kysely }: ItsmDatabase,
  scope: CustomerScope,
  { ticketId, id }: { ticketId: string; id: string },
): Promise<Comment | null> {
  const row = await commentsWithAuthor(kysely, { scope, ticketId })
    .where('ticket_comments.id', '=', id)
    .executeTakeFirst()
  return row ? toComment(row, scope) : null
}

type OfTicket = { scope: CustomerScope; ticketId: string }

function commentsWithAuthor(kysely: Kysely<Tables>, { scope, ticketId }: OfTicket | Placeholders<OfTicket>) {
  return kysely
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
}

type CommentRow = Awaited<ReturnType<ReturnType<typeof commentsWithAuthor>['execute']>>[number]

function toComment(row: CommentRow, scope: CustomerScope): Comment {
  const author = row.portal_name ?? row.agent_name
  return {
    id: row.id,
    content: row.content,
    contentHtml: row.source === 'email' ? renderEmail(row.content) : renderMessage(row.content),
    source: row.source as Comment['source'],
    createdAt: toIsoRequired(row.created_at),
    author: author === null ? null : { displayName: author },
    isOwn: row.author_id === scope.portalUserId,
  }
}

/** Inserts a comment of the caller. */
export async function insertComment(
  { kysely, stored, now }: Transaction,
  scope: CustomerScope,
  { id, ticketId, content }: { id: string; ticketId: string; content: string },
): Promise<void> {
  await kysely
    .insertInto('ticket_comments')
    .values({
      id,
      tenant_id: scope.tenantId,
      ticket_id: ticketId,
      author_id: scope.portalUserId,
      content,
      is_internal: 0,
      source: 'customer',
      created_at: stored('ticket_comments', 'created_at', now),
    })
    .execute()
}
