import { type Static, Type } from 'typebox'
import { Closed, Id, IdempotencyHeaders, maxTextLength, Nullable, One, OneOf, Text, Timestamp } from './fields.ts'
import { operation } from './operation.ts'

/** Where the visible comments come from. The ITSM may hold others (`system`); those are never shown. */
export const visibleCommentSources = ['agent', 'customer', 'email'] as const

/** The largest number of comments in an answer. If there are more, the newest are returned. */
export const maxComments = 500
/** The largest number of characters of all comments in an answer. The newest comment is always returned. */
export const maxCommentCharacters = 1_000_000

/** The display name of a person. No other data about them leaves the ITSM. */
export const Person = Closed(
  { displayName: Type.String({ description: 'The name as the service desk shows it.', examples: ['Jonas Weber'] }) },
  { title: 'Person' },
)

export const Comment = Closed(
  {
    id: Id('The comment.'),
    content: Type.String({ description: 'Markdown, as written.', examples: ['The printer works **again**.'] }),
    contentHtml: Type.String({
      description:
        'The content as HTML that is safe to insert into a page. Comments of source `email` are plain text; their quoted history and signature stand in closed `<details>`.',
      examples: ['<p>The printer works <strong>again</strong>.</p>\n'],
    }),
    source: OneOf(visibleCommentSources, {
      description: 'How the comment was submitted: by an agent, by a customer in the portal, or by e-mail.',
    }),
    createdAt: Timestamp('When it was written.'),
    author: Nullable(Person),
    isOwn: Type.Boolean({ description: 'Whether the signed-in user wrote it.' }),
  },
  { title: 'Comment' },
)
export type Comment = Static<typeof Comment>

const NewComment = Closed(
  {
    content: Text(
      { minLength: 1, maxLength: maxTextLength },
      {
        description: 'Text with bold, lists, code, quotes and links of Markdown. A line break is a line break.',
        examples: ['It happened again at 10:15.'],
      },
    ),
  },
  { title: 'NewComment' },
)
export type NewComment = Static<typeof NewComment>

export const TicketParams = Closed({ id: Id('The ticket.') })

const tag = 'Tickets'

export const listComments = operation({
  access: 'portal',
  operationId: 'listComments',
  summary: 'The comments of a ticket',
  description: `The comments that the customer may see, oldest first. If there are more than ${maxComments}, or more than ${maxCommentCharacters.toLocaleString('en')} characters, only the newest are returned.`,
  tag,
  params: TicketParams,
  success: { status: 200, description: 'The comments.', body: One(Type.Array(Comment)) },
  errors: ['TICKET_NOT_FOUND'],
})

export const addComment = operation({
  access: 'portal',
  operationId: 'addComment',
  summary: 'Comment on a ticket',
  description:
    'The service desk sees the comment under the name of the portal user. The status of the ticket does not change.',
  tag,
  params: TicketParams,
  headers: IdempotencyHeaders,
  body: NewComment,
  success: { status: 201, description: 'The new comment.', body: One(Comment) },
  changes: true,
  errors: ['TICKET_NOT_FOUND', 'TICKET_CLOSED', 'IDEMPOTENCY_KEY_REUSED'],
})
