import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { apiError } from '../api-error.ts'
import type { Config } from '../config/settings.ts'
import { openScope } from './access.ts'

/** Serves metrics of every route for Prometheus, protected by a token. Without a configured token there are no metrics. */
export const metrics = fp(
  async (app: FastifyInstance, config: Config) => {
    const token = config.METRICS_TOKEN
    if (token === undefined) return
    const { default: fastifyMetrics } = await import('fastify-metrics')
    await app.register(fastifyMetrics.default, { endpoint: null, clearRegisterOnInit: true })
    await app.register(async (operator) => {
      openScope(operator, 'operator')
      // This runs after the rate limit, which slows down guessing of the token.
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
