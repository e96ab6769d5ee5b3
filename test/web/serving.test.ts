import { brotliDecompressSync } from 'node:zlib'
import t from 'tap'
import { startPortal } from '../support/portal.ts'

t.test('the page is never cached, its assets for ever, and they come compressed', async (t) => {
  const portal = await startPortal(t, 'sqlite')
  const page = await portal.request(null, { url: '/portal/tickets/anything?status=open' })
  t.equal(page.statusCode, 200)
  t.equal(page.headers['cache-control'], 'no-store')
  t.match(page.headers['content-type'], /^text\/html/)
  t.equal(page.headers['cross-origin-opener-policy'], 'same-origin')
  const policy = String(page.headers['content-security-policy'])
  t.match(policy, /default-src 'none'/)
  t.match(policy, /script-src 'self'(;|$)/)
  t.notMatch(policy, /unsafe/)
  t.notMatch(page.body, /<script(?![^>]*\bsrc=)|<style|\bon\w+=|style=/, 'nothing inline')

  const scripts = [...page.body.matchAll(/(?:src|href)="(\/portal\/assets\/[^"]+\.(?:js|css))"/g)].map(
    (match) => match[1] ?? '',
  )
  t.ok(scripts.length >= 2)
  let bytes = 0
  for (const url of scripts) {
    const asset = await portal.request(null, { url, headers: { 'accept-encoding': 'br, gzip' } })
    t.equal(asset.headers['cache-control'], 'public, max-age=31536000, immutable')
    t.equal(asset.headers['content-encoding'], 'br')
    t.ok(brotliDecompressSync(asset.rawPayload).length > asset.rawPayload.length)
    const zipped = await portal.request(null, { url, headers: { 'accept-encoding': 'gzip' } })
    t.equal(zipped.headers['content-encoding'], 'gzip')
    if (url.endsWith('.js')) bytes += zipped.rawPayload.length
  }
  t.ok(bytes < 130_000, `${bytes} bytes of compressed scripts at the first load`)
})

t.test('what there is not is not found, rather than a page in its place', async (t) => {
  const portal = await startPortal(t, 'sqlite')
  t.equal((await portal.request(null, { url: '/portal/assets/index-old.js' })).statusCode, 404)
  for (const url of [
    '/portal/..%2fpackage.json',
    '/portal/%2e%2e/package.json',
    '/portal/assets/..%2f..%2f..%2fpackage.json',
  ])
    t.notMatch((await portal.request(null, { url })).body, /"dependencies"/, url)
})

t.test('the portal is found from the root', async (t) => {
  const portal = await startPortal(t, 'sqlite')
  for (const url of ['/', '/portal']) {
    const answer = await portal.request(null, { url })
    t.equal(answer.statusCode, 302)
    t.equal(answer.headers.location, '/portal/')
  }
})
