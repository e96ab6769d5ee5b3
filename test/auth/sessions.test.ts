import t from 'tap'
import { createTestItsm, onEachDatabase, open } from '../support/databases.ts'
import { forge, parse } from '../support/jwt.ts'
import { api, startPortal, startPortalOn, type TestPortal, testSecret } from '../support/portal.ts'

const me = `${api}/auth/me`
const statusOf = async (portal: TestPortal, token: string) => (await portal.request(token, { url: me })).statusCode

onEachDatabase(t, 'signing out answers 204, also with a JSON content type and no body', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  for (const headers of [{}, { 'content-type': 'application/json' }]) {
    const token = await portal.signIn()
    t.equal(await statusOf(portal, token), 200)
    const answer = await portal.request(token, { method: 'POST', url: `${api}/auth/logout`, headers })
    t.equal(answer.statusCode, 204)
    t.equal(answer.body, '')
    t.equal(await statusOf(portal, token), 401, 'and the token works no more')
  }
})

onEachDatabase(t, 'signing out ends one session, not the others of the user', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const [phone, laptop] = [await portal.signIn(), await portal.signIn()]
  await portal.request(phone, { method: 'POST', url: `${api}/auth/logout` })
  t.equal(await statusOf(portal, phone), 401)
  t.equal(await statusOf(portal, laptop), 200)
})

onEachDatabase(
  t,
  'a token works at every replica, and a session ended at one was never known to others',
  async (t, dialect) => {
    const itsm = await createTestItsm(dialect)
    const database = () => (dialect === 'sqlite' ? itsm.admin : open(itsm.url))
    const other = await startPortalOn(t, { ...itsm, drop: async () => {} }, { database: database() })
    const portal = await startPortalOn(t, itsm, { database: database() })
    const [first, second] = [await portal.signIn(), await portal.signIn()]
    t.equal(await statusOf(other, first), 200)
    await portal.request(second, { method: 'POST', url: `${api}/auth/logout` })
    t.equal(await statusOf(other, second), 401)
  },
)

onEachDatabase(t, 'a new secret signs nobody out while the old one is known', async (t, dialect) => {
  const itsm = await createTestItsm(dialect)
  const start = (environment: Record<string, string>, isLast = false) =>
    startPortalOn(t, isLast ? itsm : { ...itsm, drop: async () => {} }, {
      environment,
      database: dialect === 'sqlite' ? itsm.admin : open(itsm.url),
    })
  const next = 'the next secret of the tests without which'
  const further = `another one that was before those ${'x'.repeat(20)}`
  const before = await start({})
  const rotated = await start({ JWT_SECRET: next, JWT_PREVIOUS_SECRETS: `${further},${testSecret}` })
  const forgotten = await start({ JWT_SECRET: next, JWT_PREVIOUS_SECRETS: further }, true)

  const [old, fresh] = [await before.signIn(), await rotated.signIn()]
  t.not(parse(old).header.kid, parse(fresh).header.kid)
  t.equal(await statusOf(rotated, old), 200, 'signed before the rotation')
  t.equal(await statusOf(rotated, fresh), 200)
  t.equal(await statusOf(forgotten, old), 401, 'once the old secret is dropped, its tokens are none')
  t.equal(await statusOf(forgotten, fresh), 200)
  t.equal(await statusOf(before, fresh), 401, 'a key that is not known yet is not guessed')

  const { claims } = parse(old)
  const { header } = parse(old)
  t.equal(await statusOf(rotated, forge(header, claims, next)), 401, 'a key is used under its own name only')
  t.equal(await statusOf(rotated, forge({ alg: 'HS256', typ: 'JWT' }, claims, testSecret)), 401)
})
