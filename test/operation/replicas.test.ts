import { sql } from 'kysely'
import t, { type Test } from 'tap'
import { demoLogin } from '../../src/demo/people.ts'
import { freePort } from '../support/database-server.ts'
import { createTestItsm, open } from '../support/databases.ts'
import { nginxSkip as skip, startNginx } from '../support/nginx.ts'
import { api, startPortalOn, type TestPortal } from '../support/portal.ts'
import { type ListeningPortal, startListening } from '../support/sockets.ts'

/** A replica that lives, but cannot reach the database: it answers 503. */
async function startCutOff(t: Test): Promise<TestPortal & { address: string }> {
  const database = open(`mysql://portal@127.0.0.1:${await freePort()}/itsm`)
  const portal = await startPortalOn(t, await createTestItsm('sqlite'), { database })
  return { ...portal, address: new URL(await portal.app.listen({ host: '127.0.0.1', port: 0 })).host }
}

const addressOf = (portal: ListeningPortal) => `127.0.0.1:${portal.port}`

/** Asks several times, so that the proxy gives each replica its turn. */
async function severalTimes(ask: (turn: number) => Promise<Response>): Promise<number[]> {
  const statuses = []
  for (let turn = 0; turn < 8; turn++) statuses.push((await ask(turn)).status)
  return statuses
}

t.test('when no replica reaches the database, the answer is still the portal’s', { skip }, async (t) => {
  const port = await startNginx(t, (await startCutOff(t)).address, (await startCutOff(t)).address)
  for (let turn = 0; turn < 6; turn++) {
    const answer = await fetch(`http://127.0.0.1:${port}${api}/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(demoLogin),
    })
    t.equal(answer.status, 503)
    t.match(answer.headers.get('retry-after'), /^\d+$/)
    t.match(await answer.json(), { error: { code: 'SERVICE_UNAVAILABLE' } })
  }
})

t.test('reading goes on through another replica; what would write is not sent twice', { skip }, async (t) => {
  const [working, cutOff] = [await startListening(t), await startCutOff(t)]
  const url = `http://127.0.0.1:${await startNginx(t, addressOf(working), cutOff.address)}${api}/tickets`
  const authorization = `Bearer ${await working.signIn()}`
  t.same(new Set(await severalTimes(() => fetch(url, { headers: { authorization } }))), new Set([200]))

  const statuses = await severalTimes((turn) => {
    const ticket = { ticketType: 'incident', title: `Turn ${turn}`, description: 'From behind the proxy.' }
    const headers = { authorization, 'content-type': 'application/json' }
    return fetch(url, { method: 'POST', headers, body: JSON.stringify(ticket) })
  })
  t.same(new Set(statuses), new Set([201, 503]), 'each replica had its turn')
  const { rows } = await sql`select id from tickets where title like 'Turn %'`.execute(working.itsm.admin.kysely)
  t.equal(rows.length, statuses.filter((status) => status === 201).length)
})

t.test('a replica that is gone is passed over', { skip }, async (t) => {
  const [staying, leaving] = [await startListening(t), await startListening(t)]
  const url = `http://127.0.0.1:${await startNginx(t, addressOf(staying), addressOf(leaving))}${api}/tickets`
  const headers = { authorization: `Bearer ${await staying.signIn()}`, 'content-type': 'application/json' }
  await leaving.app.close()
  const body = JSON.stringify({ ticketType: 'incident', title: 'Gone', description: 'Its replica is.' })
  t.same(new Set(await severalTimes(() => fetch(url, { method: 'POST', headers, body }))), new Set([201]))
})
