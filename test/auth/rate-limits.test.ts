import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { demoLogin } from '../../src/demo/people.ts'
import { api, startPortal, type TestPortal } from '../support/portal.ts'
import { startRedis } from '../support/redis.ts'

function login(
  portal: TestPortal,
  options: { email?: string; address?: string; forwarded?: string; password?: string } = {},
) {
  const { email = demoLogin.email, address = '192.0.2.1', forwarded, password = demoLogin.password } = options
  return portal.app.inject({
    method: 'POST',
    url: `${api}/auth/login`,
    remoteAddress: address,
    headers: forwarded ? { 'x-forwarded-for': forwarded } : {},
    payload: { ...demoLogin, email, password },
  })
}

t.test('tries from one address are limited, whatever the account', async (t) => {
  const portal = await startPortal(t, 'sqlite', { environment: { LOGIN_LIMIT_PER_ADDRESS: '3' } })
  for (const email of ['a@example.com', 'b@example.com', demoLogin.email])
    t.not((await login(portal, { email })).statusCode, 429)
  const refused = await login(portal, { email: 'c@example.com' })
  t.equal(refused.statusCode, 429)
  t.equal(refused.json().error.code, 'RATE_LIMITED')
  const wait = Number(refused.headers['retry-after'])
  t.ok(wait > 0 && wait <= 900, `wait ${wait} seconds`)
  t.equal((await login(portal, { address: '192.0.2.2' })).statusCode, 200, 'another address may go on')
})

t.test('tries for one account are limited, from wherever, whether it exists or not', async (t) => {
  const portal = await startPortal(t, 'sqlite', { environment: { LOGIN_LIMIT_PER_ACCOUNT: '2' } })
  for (const email of [demoLogin.email, 'nobody@acme.example.com']) {
    const statuses = []
    for (const address of ['192.0.2.1', '192.0.2.2', '192.0.2.3'])
      statuses.push((await login(portal, { email, address, password: 'wrong' })).statusCode)
    t.same(statuses, [401, 401, 429], email)
    t.equal((await login(portal, { email: email.toUpperCase(), address: '192.0.2.4' })).statusCode, 429, 'in any case')
  }
  t.equal(
    (await login(portal, { email: 'mehmet.yildiz@acme.example.com' })).statusCode,
    200,
    'others are not concerned',
  )
})

t.test('a client may name its own address only through a trusted proxy', async (t) => {
  const environment = { LOGIN_LIMIT_PER_ADDRESS: '1' }
  const open = await startPortal(t, 'sqlite', { environment })
  t.equal((await login(open, { forwarded: '198.51.100.1' })).statusCode, 200)
  t.equal((await login(open, { forwarded: '198.51.100.2' })).statusCode, 429, 'nobody is trusted by default')

  const behind = await startPortal(t, 'sqlite', { environment: { ...environment, TRUSTED_PROXIES: '10.0.0.0/8' } })
  t.equal((await login(behind, { address: '10.1.2.3', forwarded: '198.51.100.1' })).statusCode, 200)
  t.equal((await login(behind, { address: '10.1.2.3', forwarded: '198.51.100.2' })).statusCode, 200, 'the proxy is')
  const spoofed = await login(behind, { address: '10.1.2.3', forwarded: '203.0.113.9, 198.51.100.2' })
  t.equal(spoofed.statusCode, 429, 'what the client itself put in front is not')
})

t.test('requests of one address are limited', async (t) => {
  const portal = await startPortal(t, 'sqlite', { environment: { RATE_LIMIT_PER_MINUTE: '5' } })
  const statuses = []
  for (let count = 0; count < 7; count++)
    statuses.push((await portal.request(null, { url: `${api}/nothing` })).statusCode)
  t.same(statuses, [404, 404, 404, 404, 404, 429, 429], 'also for addresses that there are not')
})

t.test('replicas share the limits through Redis', async (t) => {
  const redis = await startRedis(t)
  if (!redis) return
  const environment = { LOGIN_LIMIT_PER_ACCOUNT: '2', REDIS_URL: redis.url }
  const one = await startPortal(t, 'sqlite', { environment })
  const two = await startPortal(t, 'sqlite', { environment })
  t.equal((await login(one)).statusCode, 200)
  t.equal((await login(two)).statusCode, 200)
  t.equal((await login(one)).statusCode, 429)
  t.equal((await login(two)).statusCode, 429)
})

t.test('without its Redis the service reads on, signs nobody in, and heals', async (t) => {
  const redis = await startRedis(t)
  if (!redis) return
  const portal = await startPortal(t, 'sqlite', { environment: { REDIS_URL: redis.url } })
  const token = await portal.signIn()
  await redis.stop()
  t.equal((await portal.request(token, { url: `${api}/tickets` })).statusCode, 200)
  const refused = await login(portal)
  t.equal(refused.statusCode, 503)
  t.ok(Number(refused.headers['retry-after']) > 0)
  await redis.start()
  while ((await login(portal)).statusCode !== 200) await sleep(50)
  t.pass('signs in again')
})
