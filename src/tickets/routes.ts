import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import * as commentContract from '../../schemas/comments.ts'
import { maxTextBody } from '../../schemas/fields.ts'
import { pageMeta } from '../../schemas/paging.ts'
import * as contract from '../../schemas/tickets.ts'
import { apiError } from '../api-error.ts'
import type { CustomerScope } from '../auth/customer-scope.ts'
import type { ItsmDatabase } from '../database/itsm/itsm-database.ts'
import { renderMessage } from '../markdown/message.ts'
import { addComment } from './add-comment.ts'
import { findComments } from './comments-repository.ts'
import { createTicket } from './create-ticket.ts'
import { keyedRequest } from './idempotency.ts'
import { listTickets } from './list-repository.ts'
import { findTicket } from './repository.ts'
import { createTicketTotals } from './totals.ts'

/** The tickets of the signed-in user's customer, and their comments. */
export const ticketRoutes: FastifyPluginAsyncTypebox<{ now: () => Date }> = async (app, { now }) => {
  const totals = createTicketTotals()

  app.get('/tickets', contract.listTickets, async (request) => {
    const { tickets, total } = await listTickets(app.database, request.scope, { totals, query: request.query })
    return { data: tickets, meta: pageMeta(request.query, total) }
  })

  app.get('/tickets/counts', contract.countTickets, async (request) => ({
    data: await totals.byStatus(app.database, request.scope, request.query),
  }))

  app.get('/tickets/:id', contract.getTicket, async (request) => ({
    data: await ticketDetail(app.database, request.scope, request.params.id),
  }))

  app.post('/tickets', { ...contract.createTicket, bodyLimit: maxTextBody }, async (request, reply) => {
    const keyed = keyedRequest(request.headers['idempotency-key'], 'ticket', request.body)
    const ticket = { ticket: request.body, request: keyed, totals, now: now() }
    const id = await createTicket(app.database, request.scope, ticket)
    reply.code(201).header('location', `${request.routeOptions.url}/${id}`)
    return { data: await ticketDetail(app.database, request.scope, id) }
  })

  app.get('/tickets/:id/comments', commentContract.listComments, async (request) => ({
    data: (await ticketDetail(app.database, request.scope, request.params.id)).comments,
  }))

  app.post(
    '/tickets/:id/comments',
    { ...commentContract.addComment, bodyLimit: maxTextBody },
    async (request, reply) => {
      const { id } = request.params
      const { content } = request.body
      const keyed = keyedRequest(request.headers['idempotency-key'], 'comment', id, content)
      const comment = { ticketId: id, content, request: keyed, now: now() }
      reply.code(201)
      return { data: await addComment(app.database, request.scope, comment) }
    },
  )
}

async function ticketDetail(database: ItsmDatabase, scope: CustomerScope, id: string): Promise<contract.TicketDetail> {
  const [ticket, comments] = await Promise.all([findTicket(database, scope, id), findComments(database, scope, id)])
  if (!ticket) throw apiError('TICKET_NOT_FOUND')
  return { ...ticket, descriptionHtml: renderMessage(ticket.description), comments }
}
