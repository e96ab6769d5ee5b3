import t from 'tap'
import { api, startPortal, type TestPortal } from '../support/portal.ts'

const ours = 'https://service.example.com'
const others = [
  'https://evil.example',
  'https://service.example.com.evil.example',
  'http://service.example.com',
  'null',
]

function preflight(portal: TestPortal, origin: string, method = 'POST') {
  return portal.request(null, {
    method: 'OPTIONS',
    url: `${api}/tickets`,
    headers: {
      origin,
      'access-control-request-method': method,
      'access-control-request-headers': 'authorization,content-type',
    },
  })
}

t.test('other origins may not call the API', async (t) => {
  const portal = await startPortal(t, 'sqlite')
  for (const origin of [ours, ...others]) {
    const answer = await portal.request(null, { url: '/health/live', headers: { origin } })
    t.equal(answer.headers['access-control-allow-origin'], undefined, origin)
    t.equal((await preflight(portal, origin)).headers['access-control-allow-origin'], undefined)
  }
})

t.test('the origins of CORS_ORIGINS may, and no others', async (t) => {
  const environment = { CORS_ORIGINS: `${ours},https://second.example.com` }
  const portal = await startPortal(t, 'sqlite', { environment })
  for (const origin of [ours, 'https://second.example.com']) {
    const answer = await preflight(portal, origin)
    t.equal(answer.statusCode, 204)
    t.equal(answer.headers['access-control-allow-origin'], origin)
    t.match(answer.headers['access-control-allow-headers'], /authorization/)
    t.match(answer.headers.vary, /origin/i)
    t.equal(answer.headers['access-control-allow-credentials'], undefined, 'the API knows no cookies')
  }
  for (const origin of others) {
    t.equal((await preflight(portal, origin)).headers['access-control-allow-origin'], undefined, origin)
    const answer = await portal.request(null, { url: '/health/live', headers: { origin } })
    t.equal(answer.headers['access-control-allow-origin'], undefined)
  }
})

t.test('another origin that may call the API can read its errors and headers', async (t) => {
  const portal = await startPortal(t, 'sqlite', { environment: { CORS_ORIGINS: ours } })
  for (const url of [`${api}/tickets`, '/nowhere', '/health/live']) {
    const answer = await portal.request(null, { url, headers: { origin: ours } })
    t.equal(answer.headers['access-control-allow-origin'], ours, url)
    t.match(answer.headers['access-control-expose-headers'], /location/)
  }
})

t.test('every answer carries the security headers', async (t) => {
  const portal = await startPortal(t, 'sqlite')
  const token = await portal.signIn()
  const requests = {
    'a page': { url: `${api}/tickets` },
    'an article': { url: `${api}/kb/vpn-setup-windows` },
    'an address that there is not': { url: '/nowhere' },
    'a request that is refused': { url: `${api}/tickets?limit=0` },
    'the document': { url: '/openapi.json' },
    'a sign-out': { method: 'POST', url: `${api}/auth/logout` },
  } as const
  for (const [name, request] of Object.entries(requests)) {
    const { headers } = await portal.request(token, request)
    t.match(
      headers,
      {
        'content-security-policy': "default-src 'none';frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'strict-transport-security': 'max-age=31536000; includeSubDomains',
        'cross-origin-resource-policy': 'same-origin',
        'x-request-id': /^[\w-]{36}$/,
      },
      name,
    )
    t.equal(headers['x-powered-by'], undefined)
    t.equal(headers.server, undefined)
  }
})

t.test('customer data stays out of caches', async (t) => {
  const portal = await startPortal(t, 'sqlite')
  const token = await portal.signIn()
  for (const path of ['/tickets', '/auth/me', '/kb', '/kb/categories', '/kb/nothing'])
    t.equal((await portal.request(token, { url: api + path })).headers['cache-control'], 'no-store', path)
  t.equal(
    (await portal.request(token, { url: `${api}/kb/vpn-setup-windows` })).headers['cache-control'],
    'private, no-cache',
  )
})

t.test('every answer tells how much of the rate limit is left', async (t) => {
  const portal = await startPortal(t, 'sqlite', { environment: { RATE_LIMIT_PER_MINUTE: '7' } })
  const urls = [`${api}/tickets`, '/nowhere', '/health/live', `${api}/auth/me`, '/metrics']
  for (const [position, url] of urls.entries())
    t.match(
      (await portal.request(null, { url })).headers,
      { 'x-ratelimit-limit': '7', 'x-ratelimit-remaining': String(6 - position), 'x-ratelimit-reset': /^\d+$/ },
      url,
    )
})
