import { connect } from 'node:net'
import t from 'tap'
import { api, startPortal, type TestPortal } from '../support/portal.ts'

/** Sends bytes as they are and collects what comes back until the server closes or falls silent. */
function exchange(portal: TestPortal, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(portFrom(portal), '127.0.0.1', () => socket.write(bytes))
    socket.setTimeout(3000, () => socket.destroy())
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1')
    })
    socket.on('error', reject)
    socket.on('close', () => resolve(answer))
  })
}

function post(body: string, headers: Record<string, string> = {}): string {
  const lines = Object.entries({ host: 'portal', 'content-type': 'application/json', connection: 'close', ...headers })
  return `POST ${api}/auth/login HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
}

function get(path: string, headers = ''): string {
  return `GET ${path} HTTP/1.1\r\nhost: portal\r\nconnection: close\r\n${headers}\r\n`
}

const credentials = (extra: object) =>
  JSON.stringify({ tenantSlug: 'demo-org', email: 'portal@acme.example.com', password: 'changeme', ...extra })

/** What is sent, the status that it gets, and the code. */
const attempts: Record<string, [bytes: string, status: number, code: string]> = {
  'JSON that is none': [post('{"tenantSlug": '), 400, 'INVALID_JSON'],
  'a prototype in JSON': [post('{"__proto__": {"isAdmin": true}}'), 400, 'INVALID_JSON'],
  'a constructor in JSON': [post('{"constructor": {"prototype": {}}}'), 400, 'INVALID_JSON'],
  'an array for an object': [post('[]'), 400, 'VALIDATION_FAILED'],
  'no body at all': [post(''), 400, 'VALIDATION_FAILED'],
  null: [post('null'), 400, 'VALIDATION_FAILED'],
  'an unknown field': [post(credentials({ role: 'admin' })), 400, 'VALIDATION_FAILED'],
  'a number for a string': [post(credentials({ password: 12345678 })), 400, 'VALIDATION_FAILED'],
  'an array for a string': [post(credentials({ email: ['a@example.com'] })), 400, 'VALIDATION_FAILED'],
  'an object for a string': [post(credentials({ password: { $ne: null } })), 400, 'VALIDATION_FAILED'],
  'a control character': [post(credentials({ email: 'a\u0000@example.com' })), 400, 'VALIDATION_FAILED'],
  'a password of 1,025 bytes': [post(credentials({ password: 'é'.repeat(513) })), 400, 'VALIDATION_FAILED'],
  'another content type': [
    post('tenantSlug=demo-org', { 'content-type': 'application/x-www-form-urlencoded' }),
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  'plain text': [post(credentials({}), { 'content-type': 'text/plain' }), 415, 'UNSUPPORTED_MEDIA_TYPE'],
  'a content type that is none': [post(credentials({}), { 'content-type': ';;;' }), 415, 'UNSUPPORTED_MEDIA_TYPE'],
  'a body that is too large': [post(credentials({ password: 'x'.repeat(200_000) })), 413, 'BODY_TOO_LARGE'],
  'a chunked body that is too large': [
    `POST ${api}/auth/login HTTP/1.1\r\nhost: portal\r\ncontent-type: application/json\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n30d40\r\n${'x'.repeat(200_000)}\r\n0\r\n\r\n`,
    413,
    'BODY_TOO_LARGE',
  ],
  'a broken escape in the path': [get(`${api}/tickets/%zz`), 400, 'BAD_REQUEST'],
  'bytes that are no text in the path': [get(`${api}/tickets/%ff%fe`), 400, 'BAD_REQUEST'],
  'a path that climbs': [get('/docs/../../package.json'), 404, 'ROUTE_NOT_FOUND'],
  'a path that climbs, escaped': [get('/docs/static/..%2f..%2f..%2fpackage.json'), 404, 'ROUTE_NOT_FOUND'],
  'an overlong path': [get(`${api}/tickets/${'x'.repeat(3000)}`), 401, 'UNAUTHENTICATED'],
  'headers that are too large': [get('/health/live', `x-filler: ${'x'.repeat(20_000)}\r\n`), 431, 'BAD_REQUEST'],
  'no HTTP': ['\u0016\u0003\u0001 hello\r\n\r\n', 400, 'BAD_REQUEST'],
  'two lengths': [
    `POST ${api}/auth/login HTTP/1.1\r\nhost: portal\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nhello!`,
    400,
    'BAD_REQUEST',
  ],
  'a length and chunks (request smuggling)': [
    `POST ${api}/auth/login HTTP/1.1\r\nhost: portal\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET /metrics HTTP/1.1\r\n\r\n`,
    400,
    'BAD_REQUEST',
  ],
  'a header with a bare line feed': ['GET /health/live HTTP/1.1\nhost: portal\nx: \u0000\n\n', 400, 'BAD_REQUEST'],
  'a method that there is not': [
    'BREW /health/live HTTP/1.1\r\nhost: portal\r\nconnection: close\r\n\r\n',
    400,
    'BAD_REQUEST',
  ],
  'a method that the address does not have': [get(`${api}/auth/login`), 404, 'ROUTE_NOT_FOUND'],
}

t.test('whatever is sent, the answer is a 4xx in the one form, and the connection ends', async (t) => {
  const portal = await startPortal(t, 'sqlite')
  await portal.app.listen({ host: '127.0.0.1', port: 0 })
  for (const [name, [bytes, status, code]] of Object.entries(attempts)) {
    const answer = await exchange(portal, bytes)
    t.equal(Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]), status, name)
    const body = answer.slice(answer.indexOf('\r\n\r\n') + 4)
    t.match(JSON.parse(body.slice(body.indexOf('{'), body.lastIndexOf('}') + 1)), {
      error: { code, message: String, requestId: String },
    })
  }
  t.equal((await fetch(`http://127.0.0.1:${portFrom(portal)}/health/live`)).status, 200, 'and it goes on working')
})

t.test('a request that never ends keeps nobody else waiting', async (t) => {
  const portal = await startPortal(t, 'sqlite')
  await portal.app.listen({ host: '127.0.0.1', port: 0 })
  const slow = Array.from({ length: 200 }, () => connect(portFrom(portal), '127.0.0.1'))
  for (const socket of slow)
    socket.write(`POST ${api}/auth/login HTTP/1.1\r\nhost: portal\r\ncontent-length: 100\r\n\r\n{`)
  t.equal((await fetch(`http://127.0.0.1:${portFrom(portal)}/health/ready`)).status, 200)
  for (const socket of slow) socket.destroy()
})

t.test('queries are taken literally, and refused where they are not in the contract', async (t) => {
  const portal = await startPortal(t, 'sqlite')
  const token = await portal.signIn()
  const status = async (query: string) => (await portal.request(token, { url: `${api}/tickets?${query}` })).statusCode
  for (const query of [
    'limit=0',
    'limit=101',
    'limit=x',
    'limit=1e9',
    'page=-1',
    'page=1.5',
    'sort=title',
    'order=up',
    'unknown=1',
    'q=',
    'q=%00',
    `q=${'x'.repeat(101)}`,
    'q=a&q=b',
    'ticketType=incident&ticketType=change',
  ])
    t.equal(await status(query), 400, query)
  for (const q of ["' or 1=1 --", '"; drop table tickets; --', '%%', '_%', '\\', '!', '$(id)', '{{7*7}}', '💥'])
    t.equal((await portal.request(token, { url: `${api}/tickets?q=${encodeURIComponent(q)}` })).json().meta.total, 0, q)
})

function portFrom(portal: TestPortal): number {
  const address = portal.app.server.address()
  return typeof address === 'object' && address ? address.port : 0
}
