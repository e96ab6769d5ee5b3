import t from 'tap'
import { demoLogin } from '../../src/demo/people.ts'
import { onEachDatabase } from '../support/databases.ts'
import { api, startPortal } from '../support/portal.ts'
import { login } from './login.ts'

t.test('tries from one address are limited, whatever the account', async (t) => {
  const portal = await startPortal(t, 'sqlite', { environment: { LOGIN_LIMIT_PER_ADDRESS: '3' } })
  for (const email of ['a@example.com', 'b@example.com', demoLogin.email])
    t.not((await login(portal, { email })).statusCode, 429)
  const refused = await login(portal, { email: 'c@example.com' })
  t.equal(refused.statusCode, 429)
  t.equal(refused.json().error.code, 'RATE_LIMITED')
  const wait = Number(refused.headers['retry-after'])
  t.ok(Number.isInteger(wait) && wait > 0 && wait <= 900, `wait ${wait} seconds`)
  t.equal((await login(portal, { address: '192.0.2.2' })).statusCode, 200, 'another address may go on')
})

t.test('tries for one account are limited, from wherever, whether it exists or not', async (t) => {
  const portal = await startPortal(t, 'sqlite', { environment: { LOGIN_LIMIT_PER_ACCOUNT: '2' } })
  const refusals: string[] = []
  for (const email of [demoLogin.email, 'nobody@acme.example.com']) {
    const statuses = []
    for (const address of ['192.0.2.1', '192.0.2.2', '192.0.2.3'])
      statuses.push((await login(portal, { email, address, password: 'wrong' })).statusCode)
    t.same(statuses, [401, 401, 429], email)
    const again = await login(portal, { email: email.toUpperCase(), address: '192.0.2.4' })
    t.equal(again.statusCode, 429, 'in any case, and with the right password')
    refusals.push(again.json().error.message)
  }
  t.equal(refusals[0], refusals[1])
  const other = await login(portal, { email: 'mehmet.yildiz@acme.example.com' })
  t.equal(other.statusCode, 200, 'others are not concerned')
})

onEachDatabase(t, 'a stranger does not use up the tries of a user from a usual address', async (t, dialect) => {
  const portal = await startPortal(t, dialect, { environment: { LOGIN_LIMIT_PER_ACCOUNT: '2' } })
  t.equal((await login(portal, { address: '198.51.100.7' })).statusCode, 200)
  for (const address of ['203.0.113.1', '203.0.113.2', '203.0.113.3'])
    await login(portal, { address, password: 'wrong' })
  t.equal((await login(portal, { address: '203.0.113.4' })).statusCode, 429)
  t.equal((await login(portal, { address: '198.51.100.7' })).statusCode, 200)
})

/** Spellings that collations take for one another. */
const spellings = [
  'demo-org',
  'DEMO-ORG',
  'démo-org',
  'ｄemo-org',
  'demo-org\u200b',
  'demo\u00ad-org',
  'd\u0065\u0301mo-org',
]

onEachDatabase(t, 'no spelling of the organisation gives an account further tries', async (t, dialect) => {
  const portal = await startPortal(t, dialect, { environment: { LOGIN_LIMIT_PER_ACCOUNT: '1' } })
  const signedIn = []
  for (const [position, tenantSlug] of spellings.entries()) {
    const { statusCode } = await login(portal, { tenantSlug, address: `192.0.2.${position}` })
    if (statusCode === 200) signedIn.push(tenantSlug)
  }
  t.same(signedIn, ['demo-org'], 'the first of them')
  t.equal(
    (await login(portal, { address: '198.51.100.1' })).statusCode,
    429,
    'spellings that are the same count together',
  )
})

t.test('signing in with a token and with a cookie count together', async (t) => {
  const portal = await startPortal(t, 'sqlite', { environment: { LOGIN_LIMIT_PER_ACCOUNT: '2' } })
  t.equal((await login(portal)).statusCode, 200, 'from here on the address is a usual one, which counts on its own')
  t.equal((await login(portal, { path: 'login' })).statusCode, 200)
  t.equal((await login(portal, { path: 'session' })).statusCode, 200)
  t.equal((await login(portal, { path: 'login' })).statusCode, 429)
  t.equal((await login(portal, { path: 'session' })).statusCode, 429)
})

t.test('the addresses of one IPv6 network count as one', async (t) => {
  const portal = await startPortal(t, 'sqlite', { environment: { LOGIN_LIMIT_PER_ADDRESS: '2' } })
  t.equal((await login(portal, { address: '2001:db8:1:1::1' })).statusCode, 200)
  t.equal((await login(portal, { address: '2001:db8:1:1:ffff::2' })).statusCode, 200)
  t.equal((await login(portal, { address: '2001:db8:1:1:abcd:ef01:2345:6789' })).statusCode, 429)
  t.equal((await login(portal, { address: '2001:db8:1:2::1' })).statusCode, 200, 'another network may go on')
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
  t.equal((await login(behind, { address: '192.0.2.7', forwarded: '203.0.113.1' })).statusCode, 200)
  const past = await login(behind, { address: '192.0.2.7', forwarded: '203.0.113.2' })
  t.equal(past.statusCode, 429, 'nor what comes past the proxy')
})

t.test('requests of one address are limited', async (t) => {
  const portal = await startPortal(t, 'sqlite', { environment: { RATE_LIMIT_PER_MINUTE: '5' } })
  for (const url of [`${api}/nothing`, `${api}/tickets`]) {
    const address = url.endsWith('s') ? '192.0.2.1' : '192.0.2.2'
    const statuses = new Set<number>()
    for (let count = 0; count < 5; count++)
      statuses.add((await portal.app.inject({ url, remoteAddress: address })).statusCode)
    t.notOk(statuses.has(429), url)
    const refused = await portal.app.inject({ url, remoteAddress: address })
    t.equal(refused.statusCode, 429, 'also for addresses that there are not, and without a token')
    t.ok(Number(refused.headers['retry-after']) > 0)
  }
})
