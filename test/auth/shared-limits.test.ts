import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { api, startPortal } from '../support/portal.ts'
import { startRedis } from '../support/redis.ts'
import { login } from './login.ts'

t.test('replicas share the limits through Redis', async (t) => {
  const redis = await startRedis(t)
  if (!redis) return
  const environment = { LOGIN_LIMIT_PER_ACCOUNT: '2', REDIS_URL: redis.url }
  const one = await startPortal(t, 'sqlite', { environment })
  const two = await startPortal(t, 'sqlite', { environment })
  for (const [portal, status] of [
    [one, 401],
    [two, 401],
    [one, 429],
    [two, 429],
  ] as const)
    t.equal((await login(portal, { password: 'wrong' })).statusCode, status)
})

t.test('replicas share the limit of an address too', async (t) => {
  const redis = await startRedis(t)
  if (!redis) return
  const environment = { LOGIN_LIMIT_PER_ADDRESS: '2', REDIS_URL: redis.url }
  const one = await startPortal(t, 'sqlite', { environment })
  const two = await startPortal(t, 'sqlite', { environment })
  t.equal((await login(one, { email: 'a@example.com' })).statusCode, 401)
  t.equal((await login(two, { email: 'b@example.com' })).statusCode, 401)
  t.equal((await login(one, { email: 'c@example.com' })).statusCode, 429)
  t.equal((await login(two, { address: '192.0.2.2' })).statusCode, 200)
})

t.test('without its Redis the service reads and writes on, signs nobody in, and heals', async (t) => {
  const redis = await startRedis(t)
  if (!redis) return
  const portal = await startPortal(t, 'sqlite', { environment: { REDIS_URL: redis.url } })
  const token = await portal.signIn()
  await redis.stop()
  t.equal((await portal.request(token, { url: `${api}/tickets` })).statusCode, 200)
  const payload = { ticketType: 'incident', title: 'No Redis', description: 'And yet it works.' }
  t.equal((await portal.request(token, { method: 'POST', url: `${api}/tickets`, payload })).statusCode, 201)
  for (const path of ['login', 'session'] as const) {
    const refused = await login(portal, { path })
    t.equal(refused.statusCode, 503)
    t.equal(refused.json().error.code, 'SERVICE_UNAVAILABLE')
    t.ok(Number(refused.headers['retry-after']) > 0)
  }
  await redis.start()
  while ((await login(portal)).statusCode !== 200) await sleep(50)
  t.pass('signs in again')
})
