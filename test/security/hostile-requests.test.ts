import t from 'tap'
import { api } from '../support/portal.ts'
import { exchange, startListening } from '../support/sockets.ts'
import { credentials, framed, get, post } from './requests.ts'

type Attempt = [bytes: string, status: number, code: string]

const smuggled = 'GET /health/live HTTP/1.1\r\nhost: portal\r\n\r\n'

/** What is sent, the status that it gets, and the code. */
const attempts: Record<string, Attempt> = {
  'JSON that is none': [post('{"tenantSlug": '), 400, 'INVALID_JSON'],
  'a prototype in JSON': [post('{"__proto__": {"isAdmin": true}}'), 400, 'INVALID_JSON'],
  'a prototype in JSON, escaped': [post('{"\\u005f_proto__": {"isAdmin": true}}'), 400, 'INVALID_JSON'],
  'a constructor in JSON': [post('{"constructor": {"prototype": {}}}'), 400, 'INVALID_JSON'],
  'JSON of ten thousand levels': [post('['.repeat(10_000)), 400, 'INVALID_JSON'],
  'an array for an object': [post('[]'), 400, 'VALIDATION_FAILED'],
  'no body at all': [post(''), 400, 'VALIDATION_FAILED'],
  null: [post('null'), 400, 'VALIDATION_FAILED'],
  'an unknown field': [post(credentials({ role: 'admin' })), 400, 'VALIDATION_FAILED'],
  'a number for a string': [post(credentials({ password: 12345678 })), 400, 'VALIDATION_FAILED'],
  'an array for a string': [post(credentials({ email: ['a@example.com'] })), 400, 'VALIDATION_FAILED'],
  'an object for a string': [post(credentials({ password: { $ne: null } })), 400, 'VALIDATION_FAILED'],
  'a control character': [post(credentials({ email: 'a\u0000@example.com' })), 400, 'VALIDATION_FAILED'],
  'a password of 1,025 bytes': [post(credentials({ password: `${'é'.repeat(512)}x` })), 400, 'VALIDATION_FAILED'],
  'a form': [
    post('tenantSlug=demo-org', { 'content-type': 'application/x-www-form-urlencoded' }),
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  'plain text': [post(credentials({}), { 'content-type': 'text/plain' }), 415, 'UNSUPPORTED_MEDIA_TYPE'],
  'a content type that is none': [post(credentials({}), { 'content-type': ';;;' }), 415, 'UNSUPPORTED_MEDIA_TYPE'],
  'a body that is too large': [post(credentials({ password: 'x'.repeat(200_000) })), 413, 'BODY_TOO_LARGE'],
  'a length that is never sent': [framed('content-length: 10000000000', '{'), 413, 'BODY_TOO_LARGE'],
  'a chunked body that is too large': [
    framed('transfer-encoding: chunked', `30d40\r\n${'x'.repeat(200_000)}\r\n0\r\n\r\n`),
    413,
    'BODY_TOO_LARGE',
  ],
  'chunks that never end': [
    framed('transfer-encoding: chunked', `fff\r\n${'x'.repeat(4095)}\r\n`.repeat(50)),
    413,
    'BODY_TOO_LARGE',
  ],
  'a chunk without a size': [framed('transfer-encoding: chunked', 'zz\r\n{}\r\n0\r\n\r\n'), 400, 'BAD_REQUEST'],
  'two lengths': [framed('content-length: 5\r\ncontent-length: 6', 'hello!'), 400, 'BAD_REQUEST'],
  'a length with a sign': [framed('content-length: +2', '{}'), 400, 'BAD_REQUEST'],
  'a length with a space before the colon': [framed('content-length : 2', '{}'), 400, 'BAD_REQUEST'],
  'a length and chunks': [
    framed('content-length: 4\r\ntransfer-encoding: chunked', `0\r\n\r\n${smuggled}`),
    400,
    'BAD_REQUEST',
  ],
  'chunks and something else': [
    framed('transfer-encoding: chunked, identity', `0\r\n\r\n${smuggled}`),
    400,
    'BAD_REQUEST',
  ],
  'an unknown encoding': [framed('transfer-encoding: xchunked', smuggled), 400, 'BAD_REQUEST'],
  'a broken escape in the path': [get(`${api}/tickets/%zz`), 400, 'BAD_REQUEST'],
  'bytes that are no text in the path': [get(`${api}/tickets/%ff%fe`), 400, 'BAD_REQUEST'],
  'half a surrogate pair in the path': [get(`${api}/tickets/%ed%a0%80`), 400, 'BAD_REQUEST'],
  'a path that climbs': [get('/docs/../../package.json'), 404, 'ROUTE_NOT_FOUND'],
  'a path that climbs, escaped': [get('/docs/static/..%2f..%2f..%2fpackage.json'), 404, 'ROUTE_NOT_FOUND'],
  'a long path': [get(`${api}/tickets/${'x'.repeat(3000)}`), 401, 'UNAUTHENTICATED'],
  'a path that is too long': [get(`${api}/tickets/${'x'.repeat(40_000)}`), 431, 'BAD_REQUEST'],
  'headers that are too large': [get('/health/live', `x-filler: ${'x'.repeat(20_000)}\r\n`), 431, 'BAD_REQUEST'],
  'a cookie with a broken escape': [
    get(`${api}/auth/me`, 'cookie: __Host-customer_portal=%zz; =; ;;\r\n'),
    401,
    'UNAUTHENTICATED',
  ],
  'no HTTP': ['\u0016\u0003\u0001 hello\r\n\r\n', 400, 'BAD_REQUEST'],
  'HTTP of the future': ['GET / HTTP/3.7\r\nhost: portal\r\n\r\n', 400, 'BAD_REQUEST'],
  'HTTP/2 without asking': ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400, 'BAD_REQUEST'],
  'a header with a bare line feed': ['GET /health/live HTTP/1.1\nhost: portal\nx: \u0000\n\n', 400, 'BAD_REQUEST'],
  'no Host header': ['GET /health/live HTTP/1.1\r\nconnection: close\r\n\r\n', 400, 'BAD_REQUEST'],
  'two Host headers': [get('/health/live', 'host: elsewhere\r\n'), 400, 'BAD_REQUEST'],
  'an expectation that nobody meets': [get('/health/live', 'expect: 200-ok\r\n'), 417, 'BAD_REQUEST'],
  'a tunnel': ['CONNECT elsewhere:443 HTTP/1.1\r\nhost: elsewhere:443\r\n\r\n', 400, 'BAD_REQUEST'],
  'a method that there is not': [
    'BREW /health/live HTTP/1.1\r\nhost: portal\r\nconnection: close\r\n\r\n',
    400,
    'BAD_REQUEST',
  ],
  'a method that the address does not have': [get(`${api}/auth/login`), 404, 'ROUTE_NOT_FOUND'],
}

t.test('whatever is sent, it gets one 4xx in the one form, and the server ends the connection', async (t) => {
  const portal = await startListening(t)
  for (const [name, [bytes, status, code]] of Object.entries(attempts)) {
    const { answers, isClosed } = await exchange(portal.port, bytes)
    const [answer] = answers
    t.equal(answers.length, 1, `${name}: one answer`)
    t.equal(answer?.status, status, name)
    t.match(answer?.head, 'content-type: application/json; charset=utf-8')
    t.match(JSON.parse(answer?.body ?? ''), { error: { code, message: String, requestId: /^[\w-]{36}$/ } })
    t.ok(isClosed, `${name}: ended by the server`)
  }
  t.equal((await fetch(`${portal.url}/health/live`)).status, 200, 'and it goes on working')
})

t.test('after a refusal the same connection serves the next request, or is closed', async (t) => {
  const portal = await startListening(t)
  const kept = (bytes: string) => bytes.replace('connection: close\r\n', '')
  for (const [name, [bytes, status]] of Object.entries(attempts)) {
    const { answers, isClosed } = await exchange(portal.port, kept(bytes) + get('/health/live'))
    const statuses = answers.map((answer) => answer.status)
    t.ok(isClosed, `${name}: never silent`)
    // What comes after a broken beginning is no request any more.
    t.ok([`${status}`, `${status},200`].includes(String(statuses)), `${name}: ${statuses}`)
  }
  for (const refused of [post('[]'), get(`${api}/nothing`), get(`${api}/tickets`)]) {
    const { answers } = await exchange(portal.port, kept(refused) + get('/health/live'))
    t.equal(answers[1]?.status, 200, 'what is a request in itself does not cost the connection')
  }
})

t.test('a prototype that is sent reaches no object', async (t) => {
  const portal = await startListening(t)
  await exchange(
    portal.port,
    post('{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}'),
  )
  await exchange(portal.port, get(`${api}/tickets?__proto__[polluted]=true&constructor.prototype.polluted=true`))
  t.notOk('polluted' in {})
})

t.test('HTTP/1.0 knew no Host header, and is served', async (t) => {
  const portal = await startListening(t)
  const { answers } = await exchange(portal.port, 'GET /health/live HTTP/1.0\r\n\r\n')
  t.equal(answers[0]?.status, 200)
})

t.test('a request id is taken over only where it is one', async (t) => {
  const portal = await startListening(t)
  const idFor = async (given: string) => {
    const { answers } = await exchange(portal.port, get(`${api}/nothing`, `x-request-id: ${given}\r\n`))
    return JSON.parse(answers[0]?.body ?? '').error.requestId
  }
  t.equal(await idFor('from-the-proxy.42'), 'from-the-proxy.42')
  for (const given of ['<script>', 'x', 'x'.repeat(65), 'a b c d e f', '"},{"level":60'])
    t.match(await idFor(given), /^[\da-f-]{36}$/, given)
})
