import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { getLiveness, getReadiness } from '../../schemas/service.ts'
import { apiError } from '../api-error.ts'

/** Liveness and readiness, for the orchestrator. */
export const healthRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get('/health/live', getLiveness, async () => ({ status: 'ok' as const }))

  app.get('/health/ready', getReadiness, async () => {
    if (app.isDraining || (await app.checkItsm()) !== 'fits') throw apiError('SERVICE_UNAVAILABLE')
    return { status: 'ok' as const }
  })
}
