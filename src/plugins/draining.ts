import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'

declare module 'fastify' {
  interface FastifyInstance {
    /** Whether the service is about to stop. */
    readonly isDraining: boolean
    /** Makes the service not ready, and closes each connection after its next answer. Requests are still served. */
    startDraining(): void
  }
}

/** Stops the service gracefully. A connection is closed after an answer, never during a request. */
export const draining = fp(
  async (app: FastifyInstance) => {
    let isDraining = false
    app.decorate('isDraining', { getter: () => isDraining })
    app.decorate('startDraining', () => {
      isDraining = true
    })
    // A request that is running when closing begins is the last on its connection. A kept-alive connection would delay the end.
    app.addHook('preClose', async () => {
      isDraining = true
    })
    app.addHook('onSend', (_request, reply, _payload, done) => {
      if (isDraining) reply.header('connection', 'close')
      done()
    })
  },
  { name: 'draining' },
)
