import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import type { Access } from '../../schemas/operation.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may call the route; see schemas/operation.ts. */
    access?: Access
  }
  interface FastifyInstance {
    /** The callers that the enclosing scope admits; see {@link openScope}. */
    readonly access: Access | null
    /** Whether the routes of the enclosing scope come from a library, which cannot state their access. */
    readonly statesAccessForRoutes: boolean
  }
}

/**
 * Checks every route against its scope. A route must say who may call it, and its scope must admit exactly these callers.
 * Otherwise the service does not start.
 */
export const access = fp(
  async (app: FastifyInstance) => {
    app.decorate('access', null)
    app.decorate('statesAccessForRoutes', false)
    app.addHook('onRoute', function (this: FastifyInstance, route) {
      const stated = route.config?.access ?? (this.statesAccessForRoutes ? this.access : undefined)
      const where = `${String(route.method)} ${route.url}`
      if (stated === undefined || stated === null)
        throw new Error(`${where} does not say who may call it (config.access)`)
      if (stated !== this.access)
        throw new Error(`${where} is for ${stated} but its scope admits ${this.access ?? 'nobody'}`)
    })
  },
  { name: 'access' },
)

/**
 * Marks an encapsulated scope as the place for the routes of one kind of caller.
 *
 * @param routesFrom `library`: the routes registered here are not ours and need not state who may call them
 */
export function openScope(scope: FastifyInstance, whom: Access, routesFrom: 'contract' | 'library' = 'contract'): void {
  Object.defineProperty(scope, 'access', { value: whom })
  Object.defineProperty(scope, 'statesAccessForRoutes', { value: routesFrom === 'library' })
}
