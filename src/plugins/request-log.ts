import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'

/**
 * One line for each request: who asked for what, and how it went. Of the address only the path is logged, for the
 * query holds what people typed; headers and bodies are never logged.
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
