import t from 'tap'
import { onEachDatabase } from '../support/databases.ts'
import { api, startPortal } from '../support/portal.ts'

onEachDatabase(t, 'metrics count requests by route, not by address', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const token = await portal.signIn()
  const { id } = (await portal.request(token, { url: `${api}/tickets` })).json().data[0]
  await portal.request(token, { url: `${api}/tickets/${id}` })
  const metrics = await portal.request(portal.environment.METRICS_TOKEN ?? '', { url: '/metrics' })
  t.equal(metrics.statusCode, 200)
  t.match(metrics.headers['content-type'], /^text\/plain; version=/)
  t.match(metrics.body, /http_request_duration_seconds_count\{[^}]*route="\/api\/v1\/portal\/tickets\/:id"[^}]*\} 1/)
  t.notMatch(metrics.body, new RegExp(id))
})

t.test('without a token there are no metrics', async (t) => {
  const portal = await startPortal(t, 'sqlite', { environment: { METRICS_TOKEN: '' } })
  t.equal((await portal.request('', { url: '/metrics' })).statusCode, 404)
  t.equal((await portal.request('undefined', { url: '/metrics' })).statusCode, 404)
})

onEachDatabase(t, 'the service is alive and ready', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  for (const path of ['/health/live', '/health/ready']) {
    const answer = await portal.request(null, { url: path })
    t.equal(answer.statusCode, 200)
    t.same(answer.json(), { status: 'ok' })
    t.equal(answer.headers['cache-control'], 'no-store')
  }
})

t.test('every request has an id: the one of the proxy, or one of its own', async (t) => {
  const portal = await startPortal(t, 'sqlite')
  const given = await portal.request(null, { url: '/health/live', headers: { 'x-request-id': 'proxy-4711-abc' } })
  t.equal(given.headers['x-request-id'], 'proxy-4711-abc')
  for (const bad of ['short', 'with spaces in it', 'x'.repeat(100), '<script>alert(1)</script>']) {
    const answer = await portal.request(null, { url: `${api}/nothing`, headers: { 'x-request-id': bad } })
    t.match(answer.headers['x-request-id'], /^[0-9a-f-]{36}$/)
    t.equal(answer.json().error.requestId, answer.headers['x-request-id'])
  }
})
