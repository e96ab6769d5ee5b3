import { randomUUID } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import { type Comment, maxCommentCharacters, maxComments } from '../../schemas/comments.ts'
import type { ItsmDatabase } from '../database/itsm/itsm-database.ts'
import type { Placeholders } from '../database/placeholders.ts'
import { prepared } from '../database/prepared.ts'
import type { Tables } from '../database/tables.ts'
import { toIsoRequired } from '../database/timestamps.ts'
import { inTransaction } from '../database/transaction.ts'
import { renderMarkdown } from '../markdown/markdown.ts'
import type { CustomerScope } from '../plugins/authentication.ts'
import { apiError } from '../plugins/errors.ts'
import { mirrorAuthor } from './author-mirror.ts'
import { claimKey, type KeyedRequest } from './idempotency.ts'
import { closedStatuses, visibleComment, visibleTicket } from './visibility.ts'

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
async function findComment(
  database: ItsmDatabase,
  scope: CustomerScope,
  ticketId: string,
  id: string,
): Promise<Comment | null> {
  const row = await commentsWithAuthor(database.kysely, { scope, ticketId })
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
    contentHtml: renderMarkdown(row.content),
    source: row.source as Comment['source'],
    createdAt: toIsoRequired(row.created_at),
    author: author === null ? null : { displayName: author },
    isOwn: row.author_id === scope.portalUserId,
  }
}

/**
 * Adds the caller's comment and bumps the ticket's `updated_at`, as agents' comments do, so that they notice.
 *
 * @param request where the client gave it a key: a second one with the same key adds nothing more
 * @throws TICKET_NOT_FOUND where the caller may not see the ticket, TICKET_CLOSED where it takes no more comments
 */
export async function addComment(
  database: ItsmDatabase,
  scope: CustomerScope,
  ticketId: string,
  content: string,
  request: KeyedRequest | null,
  now: Date,
): Promise<Comment> {
  const newId = randomUUID()
  const id = await inTransaction(database, now, async ({ kysely: transaction }) => {
    const earlier = await claimKey(transaction, database, scope, request, newId, now)
    if (earlier !== null) return earlier
    await touchTicket(transaction, database, scope, ticketId, now)
    await mirrorAuthor(transaction, database, scope, now)
    await transaction
      .insertInto('ticket_comments')
      .values({
        id: newId,
        tenant_id: scope.tenantId,
        ticket_id: ticketId,
        author_id: scope.portalUserId,
        content,
        is_internal: 0,
        source: 'customer',
        created_at: database.stored('ticket_comments', 'created_at', now),
      })
      .execute()
    return newId
  })
  const comment = await findComment(database, scope, ticketId, id)
  if (!comment) throw apiError('TICKET_NOT_FOUND')
  return comment
}

/** Locks the ticket by its update: an agent who closes it meanwhile comes before or after, never in between. */
async function touchTicket(
  transaction: Kysely<Tables>,
  database: ItsmDatabase,
  scope: CustomerScope,
  id: string,
  now: Date,
) {
  const { numUpdatedRows } = await transaction
    .updateTable('tickets')
    .set({ updated_at: database.stored('tickets', 'updated_at', now) })
    .where(visibleTicket(scope))
    .where('tickets.id', '=', id)
    .where('tickets.status', 'not in', closedStatuses)
    .executeTakeFirst()
  if (numUpdatedRows > 0n) return
  const ticket = transaction
    .selectFrom('tickets')
    .select('tickets.id')
    .where(visibleTicket(scope))
    .where('tickets.id', '=', id)
  throw apiError((await ticket.executeTakeFirst()) ? 'TICKET_CLOSED' : 'TICKET_NOT_FOUND')
}
