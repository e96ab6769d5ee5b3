import t from 'tap'
import { readSettings } from '../../src/config/read-settings.ts'
import { openDatabase } from '../../src/database/open-database.ts'
import { createTestItsm, onServer } from '../support/databases.ts'
import { api, startPortalOn } from '../support/portal.ts'

onServer(t, 'who finds no free connection in time gets 503; once one is free, all is well again', async (t) => {
  const itsm = await createTestItsm('mysql')
  const settings = { DATABASE_URL: itsm.url, DATABASE_POOL_SIZE: '1', DATABASE_TIMEOUT_MS: '500' }
  const database = openDatabase(readSettings(settings))
  const portal = await startPortalOn(t, itsm, { database })
  const token = await portal.signIn()
  const read = () => portal.request(token, { url: `${api}/tickets` })
  const write = () =>
    portal.request(token, {
      method: 'POST',
      url: `${api}/tickets`,
      payload: { ticketType: 'incident', title: 'Zeppelin', description: 'It leaks.' },
    })

  t.equal((await read()).statusCode, 200, 'from here on the session is known')
  const transaction = await database.kysely.startTransaction().execute()
  for (const answer of await Promise.all([read(), write(), read()])) {
    t.equal(answer.statusCode, 503)
    t.ok(answer.headers['retry-after'])
    t.equal(answer.json().error.code, 'SERVICE_UNAVAILABLE')
  }
  await transaction.rollback().execute()
  // The one connection came for each of them after all, and has to be given back each time.
  t.equal((await read()).statusCode, 200)
  t.equal((await write()).statusCode, 201)
  const { meta } = (await portal.request(token, { url: `${api}/tickets?q=Zeppelin` })).json()
  t.equal(meta.total, 1, 'what was answered with 503 was not written')
})
