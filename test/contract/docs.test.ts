import t from 'tap'
import { startPortal } from '../support/portal.ts'

t.test('interactive documentation is served under /docs', async (t) => {
  const portal = await startPortal(t, 'sqlite')
  const page = await portal.request(null, { url: '/docs/' })
  t.equal(page.statusCode, 200)
  t.match(page.headers['content-type'], /^text\/html/)
  const scripts = [...page.body.matchAll(/(?:src|href)="([^"]+\.(?:js|css))"/g)].map((match) => match[1] ?? '')
  t.ok(scripts.length > 1, 'it has scripts and styles')
  for (const script of scripts) {
    const { pathname } = new URL(script, 'http://portal/docs/')
    t.equal((await portal.request(null, { url: pathname })).statusCode, 200, pathname)
  }
  t.match((await portal.request(null, { url: '/docs/json' })).json(), { openapi: '3.1.0', info: { title: String } })
})

t.test('its page may run its own scripts and no others', async (t) => {
  const portal = await startPortal(t, 'sqlite')
  const { headers } = await portal.request(null, { url: '/docs/' })
  t.equal(headers['cross-origin-opener-policy'], 'same-origin')
  const policy = String(headers['content-security-policy'])
  t.match(policy, /script-src 'self'/)
  t.notMatch(policy, /script-src[^;]*unsafe/)
})

t.test('API_DOCS=false switches it off, and leaves the document', async (t) => {
  const portal = await startPortal(t, 'sqlite', { environment: { API_DOCS: 'false' } })
  for (const url of ['/docs', '/docs/', '/docs/json', '/docs/static/index.html']) {
    const answer = await portal.request(null, { url })
    t.equal(answer.statusCode, 404, url)
    t.equal(answer.json().error.code, 'ROUTE_NOT_FOUND')
  }
  t.equal((await portal.request(null, { url: '/openapi.json' })).statusCode, 200)
})
