import cors from '@fastify/cors'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import type { Config } from '../config/settings.ts'

/**
 * Headers of every answer (OWASP, REST Security Cheat Sheet). The API sends JSON, so a browser must not run, load or
 * frame an answer. The pages of the browser portal replace the content security policy.
 */
const constantHeaders = {
  'content-security-policy': "default-src 'none';frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  // One year, in seconds.
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const

/** Sets the security headers of every answer (OWASP, REST Security), and the other origins that may call the API. */
export const securityHeaders = fp(
  async (app: FastifyInstance, config: Config) => {
    app.addHook('onRequest', (_request, reply, done) => {
      reply.headers(constantHeaders)
      done()
    })
    app.addHook('onSend', (_request, reply, _payload, done) => {
      // Customer data must not be cached, unless a route allows it.
      if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
      const type = reply.getHeader('content-type')
      if (typeof type === 'string' && type.startsWith('text/html'))
        reply.header('cross-origin-opener-policy', 'same-origin')
      done()
    })
    if (config.CORS_ORIGINS.length > 0)
      await app.register(cors, {
        origin: config.CORS_ORIGINS,
        methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
        allowedHeaders: ['authorization', 'content-type', 'if-none-match', 'x-tenant-id'],
        exposedHeaders: [
          'etag',
          'location',
          'retry-after',
          'x-ratelimit-limit',
          'x-ratelimit-remaining',
          'x-ratelimit-reset',
        ],
        maxAge: 600,
      })
  },
  { name: 'security-headers' },
)
