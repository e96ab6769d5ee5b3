import t from 'tap'
import { api } from '../support/portal.ts'
import { exchange, holdOpen, startListening } from '../support/sockets.ts'
import { framed } from './requests.ts'

const begun = {
  'headers that never end': 'GET /health/live HTTP/1.1\r\nhost: portal\r\nx-slow: ',
  'a body that never comes': framed('content-length: 100', '{'),
  'chunks that stop coming': framed('transfer-encoding: chunked', '1\r\n{\r\n'),
}

for (const [name, bytes] of Object.entries(begun))
  t.test(`${name} get a 408, and the server ends the connection`, async (t) => {
    const portal = await startListening(t)
    t.ok(portal.app.server.requestTimeout > 0 && portal.app.server.requestTimeout <= 60_000, 'there is a limit')
    // The same limit, sooner.
    portal.app.server.requestTimeout = 200
    portal.app.server.headersTimeout = 200
    const { answers, isClosed } = await exchange(portal.port, bytes)
    t.same(
      answers.map(({ status }) => status),
      [408],
    )
    t.match(JSON.parse(answers[0]?.body ?? ''), { error: { code: 'BAD_REQUEST', message: String, requestId: String } })
    t.ok(isClosed)
  })

t.test('requests that never end keep nobody else waiting', async (t) => {
  const portal = await startListening(t)
  const token = await portal.signIn()
  const slow = Object.values(begun).flatMap((bytes) => Array.from({ length: 100 }, () => holdOpen(portal.port, bytes)))
  t.teardown(() => {
    for (const socket of slow) socket.destroy()
  })
  t.equal((await fetch(`${portal.url}/health/ready`)).status, 200)
  const headers = { authorization: `Bearer ${token}` }
  t.equal((await fetch(`${portal.url}${api}/tickets`, { headers })).status, 200)
  t.equal(slow.filter((socket) => socket.destroyed).length, 0, 'while all of them are still there')
})
