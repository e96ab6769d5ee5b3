import { type Static, Type } from 'typebox'
import { Comment, Person, TicketParams } from './comments.ts'
import {
  Closed,
  Defaulted,
  Headline,
  Id,
  IdempotencyHeaders,
  Line,
  maxTextLength,
  Nullable,
  One,
  OneOf,
  Text,
  Timestamp,
} from './fields.ts'
import { operation } from './operation.ts'
import { Page, paging } from './paging.ts'

export const ticketTypes = ['incident', 'change', 'problem', 'request'] as const
export const priorities = ['low', 'medium', 'high', 'critical'] as const

const ticketFields = {
  id: Id('The ticket.'),
  ticketNumber: Type.String({ description: 'The ticket number that people use.', examples: ['INC-2026-00042'] }),
  ticketType: Type.String({ description: `Usually one of ${ticketTypes.join(', ')}.`, examples: ['incident'] }),
  title: Type.String({ examples: ['VPN drops every ten minutes'] }),
  description: Type.String({
    description: 'Markdown, as written.',
    examples: ['Since this morning, on **two** laptops.'],
  }),
  status: Type.String({
    description:
      'Usually one of open, in_progress, pending, resolved, closed. An ITSM can have others, such as cancelled.',
    examples: ['open'],
  }),
  priority: Type.String({ description: `Usually one of ${priorities.join(', ')}.`, examples: ['medium'] }),
  source: Type.String({
    description: 'How it was submitted: manual, email, monitoring, api or portal.',
    examples: ['portal'],
  }),
  createdAt: Timestamp('When it was opened.'),
  updatedAt: Timestamp('When it last changed.'),
  resolvedAt: Nullable(Timestamp('When it was resolved.')),
  closedAt: Nullable(Timestamp('When it was closed.')),
  reporter: Nullable(Person),
  acceptsComments: Type.Boolean({
    description: 'Whether comments can be added. A closed or cancelled ticket answers `TICKET_CLOSED`.',
  }),
}

export const Ticket = Closed(ticketFields, { title: 'Ticket' })
export type Ticket = Static<typeof Ticket>

export const TicketDetail = Closed(
  {
    ...ticketFields,
    descriptionHtml: Type.String({
      description: 'The description as HTML that is safe to insert into a page.',
      examples: ['<p>Since this morning, on <strong>two</strong> laptops.</p>\n'],
    }),
    comments: Type.Array(Comment),
  },
  { title: 'TicketDetail' },
)
export type TicketDetail = Static<typeof TicketDetail>

const filters = {
  ticketType: Type.Optional(OneOf(ticketTypes, { description: 'Only tickets of this type.' })),
  q: Type.Optional(
    Line(
      { minLength: 1, maxLength: 100 },
      { description: 'Only tickets whose number or title contains this.', examples: ['VPN'] },
    ),
  ),
}

export const TicketQuery = Closed({
  ...paging,
  status: Type.Optional(
    Type.Array(Line({ minLength: 1, maxLength: 50 }), {
      maxItems: 20,
      description: 'Only tickets with one of these statuses. Repeat the parameter for more than one.',
      examples: [['open', 'pending']],
    }),
  ),
  ...filters,
  sort: Defaulted(
    OneOf(['createdAt', 'updatedAt', 'priority', 'status', 'ticketNumber'], {
      default: 'createdAt',
      description: 'The sort key. `priority` goes from low to critical, `status` from open to closed.',
    }),
  ),
  order: Defaulted(OneOf(['asc', 'desc'], { default: 'desc', description: 'Ascending or descending.' })),
})
export type TicketQuery = Static<typeof TicketQuery>

export const TicketCountQuery = Closed(filters)

const StatusCount = Closed(
  {
    status: ticketFields.status,
    count: Type.Integer({ minimum: 1, description: 'The number of tickets with this status.', examples: [7] }),
  },
  { title: 'StatusCount' },
)
export type StatusCount = Static<typeof StatusCount>

export const NewTicket = Closed(
  {
    ticketType: OneOf(['incident', 'change'], {
      description: 'An incident: something is broken. A change: something should be different.',
      examples: ['incident'],
    }),
    title: Headline(
      { minLength: 1, maxLength: 500 },
      {
        description: 'One line. An ITSM whose column is shorter takes as much as that holds.',
        examples: ['VPN drops every ten minutes'],
      },
    ),
    description: Defaulted(
      Text(
        { minLength: 0, maxLength: maxTextLength },
        {
          default: '',
          description: 'Text with bold, lists, code, quotes and links of Markdown. A line break is a line break.',
          examples: ['Since this morning.'],
        },
      ),
    ),
    priority: Defaulted(
      OneOf(priorities, { default: 'medium', description: 'How urgent it is.', examples: ['medium'] }),
    ),
  },
  { title: 'NewTicket' },
)
export type NewTicket = Static<typeof NewTicket>

const tag = 'Tickets'

export const listTickets = operation({
  access: 'portal',
  operationId: 'listTickets',
  summary: 'The tickets of my customer',
  description: 'A page of the tickets of the signed-in user’s customer. Archived tickets are left out.',
  tag,
  querystring: TicketQuery,
  success: { status: 200, description: 'A page of tickets.', body: Page(Ticket) },
})

export const countTickets = operation({
  access: 'portal',
  operationId: 'countTickets',
  summary: 'The number of tickets by status',
  description: 'The statuses of the tickets of the signed-in user’s customer, with the number of tickets for each.',
  tag,
  querystring: TicketCountQuery,
  success: { status: 200, description: 'The statuses.', body: One(Type.Array(StatusCount)) },
})

export const getTicket = operation({
  access: 'portal',
  operationId: 'getTicket',
  summary: 'One ticket with its comments',
  description: 'The ticket, with the comments that the customer may see, oldest first.',
  tag,
  params: TicketParams,
  success: { status: 200, description: 'The ticket.', body: One(TicketDetail) },
  errors: ['TICKET_NOT_FOUND'],
})

export const createTicket = operation({
  access: 'portal',
  operationId: 'createTicket',
  summary: 'Open a ticket',
  description: 'Opens an incident or a change for the signed-in user’s customer. The service desk sees it immediately.',
  tag,
  headers: IdempotencyHeaders,
  body: NewTicket,
  success: {
    status: 201,
    description: 'The new ticket.',
    body: One(TicketDetail),
    headers: {
      Location: Type.String({ description: 'The path of the new ticket.', examples: ['/api/v1/portal/tickets/6f96…'] }),
    },
  },
  changes: true,
  errors: ['IDEMPOTENCY_KEY_REUSED'],
})
