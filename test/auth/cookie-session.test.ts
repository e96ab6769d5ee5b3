import t from 'tap'
import { demoLogin } from '../../src/demo/people.ts'
import { onEachDatabase } from '../support/databases.ts'
import { api, startPortal, type TestPortal } from '../support/portal.ts'

const sameOrigin = { 'sec-fetch-site': 'same-origin' }
const payload = { ticketType: 'incident', title: 'From elsewhere', description: 'Should not be.' }

function startSession(portal: TestPortal, headers: Record<string, string>) {
  return portal.app.inject({ method: 'POST', url: `${api}/auth/session`, headers, payload: demoLogin })
}

async function cookieOf(portal: TestPortal): Promise<string> {
  const answer = await startSession(portal, sameOrigin)
  return String(answer.headers['set-cookie']).split(';')[0] ?? ''
}

function openTicket(portal: TestPortal, headers: Record<string, string>) {
  return portal.app.inject({ method: 'POST', url: `${api}/tickets`, headers, payload })
}

onEachDatabase(
  t,
  'the session of the built-in portal lies in a cookie that scripts cannot read',
  async (t, dialect) => {
    const portal = await startPortal(t, dialect)
    const answer = await startSession(portal, sameOrigin)
    t.equal(answer.statusCode, 200)
    const attributes = String(answer.headers['set-cookie']).split('; ')
    t.match(attributes[0], /^__Host-customer_portal=eyJ/)
    for (const attribute of ['Path=/', 'HttpOnly', 'Secure', 'SameSite=Strict'])
      t.ok(attributes.includes(attribute), attribute)
    t.notMatch(answer.body, /eyJ/, 'the token stands nowhere else')
    t.same(Object.keys(answer.json().data), ['expiresAt', 'user'])
  },
)

onEachDatabase(t, 'behind a proxy with a sign-in of its own, the cookie lets in all the same', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const headers = { ...sameOrigin, cookie: await cookieOf(portal), authorization: 'Basic eDp5' }
  t.equal((await openTicket(portal, headers)).statusCode, 201)
})

onEachDatabase(t, 'the cookie lets in, and signing out ends it', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const cookie = await cookieOf(portal)
  const me = () => portal.app.inject({ url: `${api}/auth/me`, headers: { cookie } })
  t.equal((await me()).statusCode, 200)
  const logout = await portal.app.inject({
    method: 'POST',
    url: `${api}/auth/logout`,
    headers: { cookie, ...sameOrigin },
  })
  t.equal(logout.statusCode, 204)
  t.match(String(logout.headers['set-cookie']), /^__Host-customer_portal=;.*Expires=Thu, 01 Jan 1970/)
  t.equal((await me()).statusCode, 401)
})

const foreign: [string, Record<string, string>][] = [
  ['a cross-site request', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example.com' }],
  ['a request of a sister site', { 'sec-fetch-site': 'same-site', origin: 'https://blog.example.com' }],
  ['a request by address bar', { 'sec-fetch-site': 'none' }],
  ['a foreign origin without fetch metadata', { origin: 'https://evil.example.com', host: 'desk.example.com' }],
  ['an opaque origin', { origin: 'null' }],
  ['no word on where it comes from', {}],
  [
    'a request of a sister site with what a proxy asked for',
    { 'sec-fetch-site': 'same-site', authorization: 'Basic eDp5' },
  ],
  ['a request of a sister site with a bearer of nothing', { 'sec-fetch-site': 'same-site', authorization: 'Bearer' }],
]

onEachDatabase(t, 'the cookie changes nothing for requests from elsewhere', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const cookie = await cookieOf(portal)
  for (const [name, headers] of foreign) {
    const answer = await openTicket(portal, { ...headers, cookie })
    t.equal(answer.statusCode, 403, name)
    t.equal(answer.json().error.code, 'CROSS_ORIGIN_REQUEST')
    t.equal((await startSession(portal, headers)).statusCode, 403, 'nor does it sign anybody in')
  }
})

onEachDatabase(t, 'the portal itself may write: with fetch metadata, or with its origin alone', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const cookie = await cookieOf(portal)
  for (const headers of [sameOrigin, { origin: 'https://desk.example.com', host: 'desk.example.com' }])
    t.equal((await openTicket(portal, { ...headers, cookie })).statusCode, 201)
})

onEachDatabase(t, 'a bearer token needs no origin, and goes before a cookie', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const cookie = await cookieOf(portal)
  const token = await portal.signIn('priya.raman@globex.example.com')
  t.equal((await portal.request(token, { method: 'POST', url: `${api}/tickets`, payload })).statusCode, 201)
  const me = await portal.request(token, { url: `${api}/auth/me`, headers: { cookie } })
  t.equal(me.json().data.displayName, 'Priya Raman')
  t.equal((await portal.request('nonsense', { url: `${api}/auth/me`, headers: { cookie } })).statusCode, 401)
})
