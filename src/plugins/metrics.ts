import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { apiError } from '../api-error.ts'
import type { Config } from '../config/settings.ts'
import { openScope } from './access.ts'

/** Metrics of every route, for Prometheus, behind a token; nothing without one. */
export const metrics = fp(
  async (app: FastifyInstance, config: Config) => {
    const token = config.METRICS_TOKEN
    if (token === undefined) return
    const { default: fastifyMetrics } = await import('fastify-metrics')
    await app.register(fastifyMetrics.default, { endpoint: null, clearRegisterOnInit: true })
    await app.register(async (operator) => {
      openScope(operator, 'operator')
      // After the rate limit, so that the token cannot be guessed at any speed.
      operator.addHook('preParsing', async (request) => {
        if (!carries(request, token)) throw apiError('UNAUTHENTICATED')
      })
      operator.get('/metrics', { config: { access: 'operator' }, schema: { hide: true } }, async (_request, reply) => {
        reply.type(app.metrics.client.register.contentType)
        return app.metrics.client.register.metrics()
      })
    })
  },
  { name: 'metrics' },
)

function carries(request: FastifyRequest, token: string): boolean {
  const expected = Buffer.from(`Bearer ${token}`)
  const given = Buffer.from(request.headers.authorization ?? '')
  return expected.length === given.length && timingSafeEqual(expected, given)
}
