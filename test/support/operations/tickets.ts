import { insertAgentTicket } from '../agents.ts'
import {
  aboutNobody,
  type ExpectedOperations,
  ofOneTicket,
  ownRows,
  type Provocation,
  to,
  withErrors,
} from './operation.ts'

const ticket = { ticketType: 'incident', title: 'Isolation', description: 'Whose is it?' }
const comment = { content: 'Mine?' }

/** An `Idempotency-Key` that a ticket has been created with is used for another request. */
function reusedKey(path: (ticketId: string) => string, payload: object): Provocation {
  return async ({ portal, subjects, token }) => {
    const headers = { 'idempotency-key': '0d4f5d3e-9a53-4f7e-b5a6-6f2b8a3c1e90' }
    const first = { ...to('/tickets', { ...ticket, title: 'Other' }), headers }
    await portal.request(token, { method: 'POST', ...first })
    return { ...to(path(subjects.ticketId), payload), headers }
  }
}

/** Tickets, comments and the preview of their texts. */
export const ticketOperations: ExpectedOperations = {
  listTickets: ownRows('GET', () => to('/tickets?limit=100')),
  countTickets: ownRows('GET', () => to('/tickets/counts')),
  createTicket: {
    ...ownRows('POST', () => to('/tickets', ticket)),
    status: 201,
    errors: { IDEMPOTENCY_KEY_REUSED: reusedKey(() => '/tickets', ticket) },
  },
  addComment: {
    ...withErrors(ofOneTicket('POST', '/comments', comment), {
      TICKET_CLOSED: async ({ portal }) => {
        const closed = await insertAgentTicket(portal.itsm, { status: 'closed' })
        return to(`/tickets/${closed}/comments`, comment)
      },
      IDEMPOTENCY_KEY_REUSED: reusedKey((ticketId) => `/tickets/${ticketId}/comments`, comment),
    }),
    status: 201,
  },
  getTicket: ofOneTicket('GET', ''),
  listComments: ofOneTicket('GET', '/comments'),
  renderPreview: aboutNobody('POST', () => to('/markdown', { content: '**Mine**' })),
}
