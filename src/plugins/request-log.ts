import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'

/**
 * Logs one line for each request. Of the URL only the path is logged, because the query contains text that people typed.
 * Headers and bodies are never logged.
 */
export const requestLog = fp(
  async (app: FastifyInstance) => {
    app.addHook('onRequest', (request, reply, done) => {
      reply.header('x-request-id', request.id)
      done()
    })
    app.addHook('onResponse', (request, reply, done) => {
      request.log.info(
        {
          method: request.method,
          path: request.url.split('?', 1)[0],
          status: reply.statusCode,
          milliseconds: Math.round(reply.elapsedTime * 10) / 10,
          address: request.ip,
        },
        'request',
      )
      done()
    })
  },
  { name: 'request-log' },
)
