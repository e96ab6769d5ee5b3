import type { IncomingMessage, ServerResponse } from 'node:http'
import cors from '@fastify/cors'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import helmet from 'helmet'
import type { Config } from '../config.ts'

/** What helmet sets on every answer alike, asked for once; without what concerns documents alone, or nobody any longer. */
const constantHeaders: Record<string, string> = {}
helmet({
  // The API gives out JSON: nothing in it may be run, loaded or framed.
  contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
  crossOriginResourcePolicy: { policy: 'same-origin' },
  referrerPolicy: { policy: 'no-referrer' },
  frameguard: { action: 'deny' },
  crossOriginOpenerPolicy: false,
  originAgentCluster: false,
  dnsPrefetchControl: false,
  ieNoOpen: false,
  permittedCrossDomainPolicies: false,
  xssFilter: false,
})(
  {} as IncomingMessage,
  {
    setHeader: (name: string, value: string) => {
      constantHeaders[name.toLowerCase()] = value
    },
    removeHeader: () => {},
  } as unknown as ServerResponse,
  () => {},
)

/** Security headers for every answer (OWASP, REST Security), and which other origins may call the API. */
export const securityHeaders = fp(
  async (app: FastifyInstance, config: Config) => {
    app.addHook('onRequest', (_request, reply, done) => {
      reply.headers(constantHeaders)
      done()
    })
    app.addHook('onSend', (_request, reply, _payload, done) => {
      // Customer data stays out of caches, unless a route says otherwise.
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
