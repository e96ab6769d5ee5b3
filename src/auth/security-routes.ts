import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { pageMeta } from '../../schemas/paging.ts'
import * as contract from '../../schemas/security.ts'
import { endOtherSessions } from './end-other-sessions.ts'
import { endSession } from './end-session.ts'
import { callerOf } from './request-caller.ts'
import { listSecurityEvents } from './security-log.ts'
import type { AuthServices } from './services.ts'
import { listSessions } from './sessions-repository.ts'

/** The sessions and the security log of the signed-in user. */
export const securityRoutes: FastifyPluginAsyncTypebox<AuthServices> = async (app, services) => {
  const { now } = services

  app.get('/auth/sessions', contract.listSessions, async (request) => ({
    data: await listSessions(app.database, request.scope, { currentId: request.user.jti, now: now() }),
  }))

  app.delete('/auth/sessions/:id', contract.endSession, async (request, reply) => {
    await endSession(app.database, services, { ...callerOf(request, now()), endedId: request.params.id })
    return reply.code(204).send(null)
  })

  app.delete('/auth/sessions', contract.endOtherSessions, async (request, reply) => {
    await endOtherSessions(app.database, services, callerOf(request, now()))
    return reply.code(204).send(null)
  })

  app.get('/auth/security-log', contract.listSecurityEvents, async (request) => {
    const { events, total } = await listSecurityEvents(app.database, request.scope, request.query)
    return { data: events, meta: pageMeta(request.query, total) }
  })
}
