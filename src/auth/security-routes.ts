import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { pageMeta } from '../../schemas/paging.ts'
import * as contract from '../../schemas/security.ts'
import { inTransaction } from '../database/transaction.ts'
import { apiError } from '../plugins/errors.ts'
import { clientOf } from './client.ts'
import { listSecurityEvents, recordSecurityEvent } from './security-log.ts'
import type { AuthServices } from './services.ts'
import { deleteSession, deleteSessions, listSessions } from './sessions-repository.ts'

/** The sessions and the security log of the signed-in user. */
export const securityRoutes: FastifyPluginAsyncTypebox<AuthServices> = async (app, { now }) => {
  app.get('/auth/sessions', contract.listSessions, async (request) => ({
    data: await listSessions(app.database, request.scope, request.user.jti, now()),
  }))

  app.delete('/auth/sessions/:id', contract.endSession, async (request, reply) => {
    const { portalUserId } = request.scope
    await inTransaction(app.database, now(), async ({ kysely: transaction }) => {
      if (!(await deleteSession(transaction, portalUserId, request.params.id))) throw apiError('SESSION_NOT_FOUND')
      await recordSecurityEvent(transaction, app.database, portalUserId, 'SESSION_ENDED', clientOf(request), now())
    })
    app.forgetSessions()
    return reply.code(204).send(null)
  })

  app.delete('/auth/sessions', contract.endOtherSessions, async (request, reply) => {
    const { portalUserId } = request.scope
    await inTransaction(app.database, now(), async ({ kysely: transaction }) => {
      await deleteSessions(transaction, portalUserId, request.user.jti)
      await recordSecurityEvent(
        transaction,
        app.database,
        portalUserId,
        'OTHER_SESSIONS_ENDED',
        clientOf(request),
        now(),
      )
    })
    app.forgetSessions()
    return reply.code(204).send(null)
  })

  app.get('/auth/security-log', contract.listSecurityEvents, async (request) => {
    const { events, total } = await listSecurityEvents(app.database, request.scope, request.query)
    return { data: events, meta: pageMeta(request.query, total) }
  })
}
