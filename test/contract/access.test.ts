import Fastify, { type FastifyInstance, type RouteOptions } from 'fastify'
import t from 'tap'
import type { Access } from '../../schemas/operation.ts'
import { access, openScope } from '../../src/plugins/access.ts'
import { startPortal } from '../support/portal.ts'

/** Starts an application with one route, in a scope for somebody or in none. */
async function startWith(scope: Access | null, route: Partial<RouteOptions>, routesFrom?: 'library'): Promise<void> {
  const app = Fastify()
  await app.register(access)
  const register = async (within: FastifyInstance) => {
    if (scope) openScope(within, scope, routesFrom)
    within.route({ method: 'GET', url: '/x', handler: async () => 'x', ...route })
  }
  try {
    await app.register(scope ? register : Object.assign(register, { [Symbol.for('skip-override')]: true }))
    await app.ready()
  } finally {
    await app.close()
  }
}

t.test('a route that does not say who may call it keeps the service from starting', async (t) => {
  for (const scope of [null, 'public', 'portal', 'operator'] as const)
    for (const config of [undefined, {}])
      await t.rejects(
        startWith(scope, config ? { config } : {}),
        /GET \/x does not say who may call it \(config\.access\)/,
        `in the scope of ${scope}`,
      )
})

t.test('a route in the scope of others keeps the service from starting', async (t) => {
  const scopes = ['public', 'portal', 'operator'] as const
  for (const whom of scopes) {
    for (const scope of scopes)
      if (scope === whom) await t.resolves(startWith(scope, { config: { access: whom } }), `${whom} in its own`)
      else
        await t.rejects(
          startWith(scope, { config: { access: whom } }),
          new RegExp(`GET /x is for ${whom} but its scope admits ${scope}`),
        )
    await t.rejects(startWith(null, { config: { access: whom } }), /its scope admits nobody/)
  }
})

t.test('routes of a library are for whom their scope is', async (t) => {
  await t.resolves(startWith('public', {}, 'library'))
  await t.rejects(startWith('public', { config: { access: 'portal' } }, 'library'), /is for portal/)
})

t.test('the scope of one plugin is not that of its neighbours', async (t) => {
  const app = Fastify()
  t.teardown(() => app.close())
  await app.register(access)
  await app.register(async (scope) => openScope(scope, 'public'))
  await t.rejects(async () => {
    await app.register(async (neighbour) => {
      neighbour.get('/x', { config: { access: 'public' } }, async () => 'x')
    })
    await app.ready()
  }, /its scope admits nobody/)
})

t.test('the service itself takes no route that does not say who may call it', async (t) => {
  const { app } = await startPortal(t, 'sqlite')
  t.throws(() => app.get('/late', async () => 'x'))
  t.equal((await app.inject('/late')).statusCode, 404)
})
