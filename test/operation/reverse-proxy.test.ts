import { type RequestOptions, request } from 'node:http'
import { text } from 'node:stream/consumers'
import t, { type Test } from 'tap'
import { demoLogin } from '../../src/demo/people.ts'
import { agentToken } from '../support/agents.ts'
import { nginxSkip as skip, startNginx } from '../support/nginx.ts'
import { adminApi, api } from '../support/portal.ts'
import { startListening } from '../support/sockets.ts'

type Sent = Pick<RequestOptions, 'headers' | 'method' | 'localAddress'> & { path: string; body?: object }

/** Sends a request with its path as it is given, from any address of the loopback network. */
async function send(port: number, { body, headers, ...options }: Sent) {
  const outgoing = request({
    host: '127.0.0.1',
    port,
    agent: false,
    headers: { ...(body ? { 'content-type': 'application/json' } : {}), ...headers },
    ...options,
  })
  const answer = new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: string }>(
    (resolve, reject) => {
      outgoing.once('error', reject)
      outgoing.once('response', (incoming) => {
        text(incoming).then(
          (body) => resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body }),
          reject,
        )
      })
    },
  )
  outgoing.end(body && JSON.stringify(body))
  return answer
}

async function startBehindNginx(t: Test, environment: Record<string, string> = {}) {
  const portal = await startListening(t, 'sqlite', { environment: { TRUSTED_PROXIES: '127.0.0.1', ...environment } })
  return { portal, port: await startNginx(t, `127.0.0.1:${portal.port}`) }
}

const login = { method: 'POST', path: `${api}/auth/login`, body: demoLogin }

t.test(
  'the API is reached, and the log names the request and the client as the proxy knows them',
  { skip },
  async (t) => {
    const { portal, port } = await startBehindNginx(t)
    const signedIn = await send(port, { ...login, localAddress: '127.0.0.2' })
    t.equal(signedIn.status, 200)
    const requestId = String(signedIn.headers['x-request-id'])
    t.match(requestId, /^[0-9a-f]{32}$/, 'the id of the proxy')
    const line = portal.log
      .map((line) => JSON.parse(line))
      .find(({ reqId, msg }) => reqId === requestId && msg === 'request')
    t.equal(line?.address, '127.0.0.2')

    const authorization = `Bearer ${JSON.parse(signedIn.body).data.token}`
    t.equal((await send(port, { path: `${api}/tickets`, headers: { authorization } })).status, 200)
    const agent = { authorization: `Bearer ${agentToken()}` }
    t.equal((await send(port, { path: `${adminApi}/users`, headers: agent })).status, 200)
    const start = await send(port, { path: '/portal' })
    t.equal(start.status, 308)
    t.equal(start.headers.location, '/portal/', 'whatever host and port lie before nginx')
  },
)

t.test('nothing else of the service is public, however the path is written', { skip }, async (t) => {
  const { portal, port } = await startBehindNginx(t, { API_DOCS: 'true' })
  const headers = { authorization: `Bearer ${portal.environment.METRICS_TOKEN}` }
  const ownPaths = ['/metrics', '/health/live', '/health/ready', '/openapi.json', '/docs/']
  for (const path of ownPaths) {
    t.equal((await send(portal.port, { path, headers })).status, 200, `${path} is there`)
    for (const written of [
      path,
      `/${path}`,
      `${path}?/portal/`,
      `/portal/..${path}`,
      `/portal/%2e%2e${path}`,
      `/portal/..%2f${path.slice(1)}`,
      `${api}/../../..${path}`,
      `${path}/../portal/`,
      `${path};/../portal/`,
      `${path}%2f..%2fportal/`,
      `${path}%3f/../portal/`,
    ])
      t.match((await send(port, { path: written, headers })).status, /^40[04]$/, written)
  }
})

t.test('limits count the address that the proxy sees, not the one that a client claims', { skip }, async (t) => {
  const { port } = await startBehindNginx(t, { LOGIN_LIMIT_PER_ADDRESS: '2' })
  const statuses = []
  for (const claimed of ['203.0.113.1', '203.0.113.2', '127.0.0.1, 203.0.113.3'])
    statuses.push((await send(port, { ...login, headers: { 'x-forwarded-for': claimed } })).status)
  t.same(statuses, [200, 200, 429], 'a claimed address is no new one')
  t.equal((await send(port, { ...login, localAddress: '127.0.0.2' })).status, 200, 'another client is another one')
})

t.test('a proxy that is not named is a client like any other', { skip }, async (t) => {
  const { port } = await startBehindNginx(t, { LOGIN_LIMIT_PER_ADDRESS: '2', TRUSTED_PROXIES: '192.0.2.1' })
  const statuses = []
  for (const localAddress of ['127.0.0.2', '127.0.0.3', '127.0.0.4'])
    statuses.push((await send(port, { ...login, localAddress })).status)
  t.same(statuses, [200, 200, 429])
})

t.test('the portal knows its own origin by the proxy, not by what a client claims', { skip }, async (t) => {
  const { port } = await startBehindNginx(t)
  const start = (headers: Record<string, string>) => send(port, { ...login, path: `${api}/auth/session`, headers })
  t.equal((await start({ origin: `http://127.0.0.1:${port}` })).status, 200)
  t.equal((await start({ origin: 'http://elsewhere.example', 'x-forwarded-host': 'elsewhere.example' })).status, 403)
})

t.test('what is too large is refused by the portal, in its own words', { skip }, async (t) => {
  const { port } = await startBehindNginx(t)
  // Whether nginx is still sending when the answer comes is a matter of chance.
  for (let count = 0; count < 20; count++) {
    const answer = await send(port, { ...login, body: { ...demoLogin, password: 'x'.repeat(200_000) } })
    t.equal(answer.status, 413)
    t.match(answer.body, /"code":"BODY_TOO_LARGE".*"requestId":/)
  }
})
