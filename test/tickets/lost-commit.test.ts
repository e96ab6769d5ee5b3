import { connect, createServer, type Socket } from 'node:net'
import { sql } from 'kysely'
import t, { type Test } from 'tap'
import { createTestItsm, onServer } from '../support/databases.ts'
import { api, startPortalOn } from '../support/portal.ts'

/** Stands between portal and database. It can lose the answer to a COMMIT, and the connection with it. */
async function startForwarder(t: Test, databaseUrl: string) {
  const database = new URL(databaseUrl)
  const sockets = new Set<Socket>()
  let losesCommit = false
  let lost = 0
  const forwarder = createServer((client) => {
    const server = connect(Number(database.port), database.hostname)
    for (const socket of [client, server]) sockets.add(socket.on('error', () => {}))
    const end = () => {
      client.destroy()
      server.destroy()
    }
    client.on('close', end)
    server.on('close', end)
    let awaitsCommit = false
    client.on('data', (bytes) => {
      awaitsCommit = losesCommit && bytes.includes('commit')
      server.write(bytes)
    })
    server.on('data', (bytes) => {
      if (!awaitsCommit) {
        client.write(bytes)
        return
      }
      losesCommit = false
      lost++
      end()
    })
  })
  await new Promise<void>((resolve) => forwarder.listen(0, '127.0.0.1', resolve))
  t.teardown(() => {
    for (const socket of sockets) socket.destroy()
    forwarder.close()
  })
  const address = forwarder.address()
  if (!address || typeof address === 'string') throw new Error('no port')
  const url = new URL(databaseUrl)
  url.port = String(address.port)
  return {
    url: url.href,
    loseNextCommit: () => {
      losesCommit = true
    },
    lost: () => lost,
  }
}

onServer(
  t,
  'a COMMIT without an answer is answered with 503, and the repeat with its key writes nothing',
  async (t) => {
    const itsm = await createTestItsm('mysql')
    const forwarder = await startForwarder(t, itsm.url)
    const portal = await startPortalOn(t, { ...itsm, url: forwarder.url })
    const token = await portal.signIn()
    const write = () =>
      portal.request(token, {
        method: 'POST',
        url: `${api}/tickets`,
        headers: { 'idempotency-key': 'the-zeppelin' },
        payload: { ticketType: 'incident', title: 'Zeppelin', description: 'It leaks.' },
      })
    const written = async () =>
      (await sql<{ id: string }>`select id from tickets where title = 'Zeppelin'`.execute(itsm.admin.kysely)).rows

    forwarder.loseNextCommit()
    const refusal = await write()
    t.equal(forwarder.lost(), 1)
    t.equal(refusal.statusCode, 503)
    t.match(refusal.headers['retry-after'], /^\d+$/)
    const tickets = await written()
    t.equal(tickets.length, 1, 'the database has carried out the COMMIT')

    const repeat = await write()
    t.equal(repeat.statusCode, 201)
    t.equal(repeat.json().data.id, tickets[0]?.id)
    t.same(await written(), tickets)
  },
)
