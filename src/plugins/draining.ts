import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'

declare module 'fastify' {
  interface FastifyInstance {
    /** Whether the service is about to stop. */
    readonly isDraining: boolean
    /** From now on: not ready, and every connection is closed by its next answer. Requests are still served. */
    startDraining(): void
  }
}

/** Stopping without cutting anybody off: connections end with an answer, never in the middle of a request. */
export const draining = fp(
  async (app: FastifyInstance) => {
    let isDraining = false
    app.decorate('isDraining', { getter: () => isDraining })
    app.decorate('startDraining', () => {
      isDraining = true
    })
    // What is under way when closing begins is the last on its connection; kept alive, that would hold up the end.
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
