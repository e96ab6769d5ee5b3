import { sql } from 'kysely'
import t from 'tap'
import { demoIds, demoLogin } from '../../src/demo/people.ts'
import { onEachDatabase } from '../support/databases.ts'
import { api, startPortal, type TestPortal } from '../support/portal.ts'

const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0'
const safari =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1'

async function signInFrom(portal: TestPortal, userAgent: string, remoteAddress: string): Promise<string> {
  const answer = await portal.app.inject({
    method: 'POST',
    url: `${api}/auth/login`,
    remoteAddress,
    headers: { 'user-agent': userAgent },
    payload: demoLogin,
  })
  return answer.json().data.token
}

interface Session {
  id: string
  isCurrent: boolean
  browser: string | null
}

const sessionsOf = async (portal: TestPortal, token: string): Promise<Session[]> =>
  (await portal.request(token, { url: `${api}/auth/sessions` })).json().data

const statusOf = async (portal: TestPortal, token: string) =>
  (await portal.request(token, { url: `${api}/auth/me` })).statusCode

onEachDatabase(t, 'a user sees their own sessions: since when, where from, by which browser', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  portal.setNow(new Date('2031-05-01T08:00:00.000Z'))
  await signInFrom(portal, firefox, '192.0.2.1')
  portal.setNow(new Date('2031-05-01T09:00:00.000Z'))
  const phone = await signInFrom(portal, safari, '2001:db8::7')
  await portal.signIn('mehmet.yildiz@acme.example.com')
  const [latest, first, ...others] = await sessionsOf(portal, phone)
  t.same(others, [])
  t.match(latest, {
    createdAt: '2031-05-01T09:00:00.000Z',
    lastUsedAt: /Z$/,
    expiresAt: '2031-05-01T17:00:00.000Z',
    browser: 'Safari 18 on iOS',
    address: '2001:db8::7',
    isCurrent: true,
  })
  t.match(first, { browser: 'Firefox 133 on Windows', address: '192.0.2.1', isCurrent: false })
})

onEachDatabase(t, 'a session can be ended, and so can all others', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const [mine, lost, another] = [await portal.signIn(), await portal.signIn(), await portal.signIn()]
  const [lostSession] = (await sessionsOf(portal, lost)).filter(({ isCurrent }) => isCurrent)
  t.equal(await statusOf(portal, lost), 200)
  const ended = await portal.request(mine, { method: 'DELETE', url: `${api}/auth/sessions/${lostSession?.id}` })
  t.equal(ended.statusCode, 204)
  t.equal(await statusOf(portal, lost), 401)
  t.equal(await statusOf(portal, another), 200)
  const again = await portal.request(mine, { method: 'DELETE', url: `${api}/auth/sessions/${lostSession?.id}` })
  t.equal(again.json().error.code, 'SESSION_NOT_FOUND')

  t.equal((await portal.request(mine, { method: 'DELETE', url: `${api}/auth/sessions` })).statusCode, 204)
  t.equal(await statusOf(portal, another), 401)
  t.equal(await statusOf(portal, mine), 200)
  t.equal((await sessionsOf(portal, mine)).length, 1)
})

onEachDatabase(t, 'nobody ends the session of somebody else, in this customer or another', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const mine = await portal.signIn()
  const [session] = await sessionsOf(portal, mine)
  for (const email of ['mehmet.yildiz@acme.example.com', 'priya.raman@globex.example.com']) {
    const token = await portal.signIn(email)
    const answer = await portal.request(token, { method: 'DELETE', url: `${api}/auth/sessions/${session?.id}` })
    t.equal(answer.statusCode, 404)
    await portal.request(token, { method: 'DELETE', url: `${api}/auth/sessions` })
  }
  t.equal(await statusOf(portal, mine), 200)
})

onEachDatabase(t, 'a session that ends does not disturb the requests of others', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const tokens = await Promise.all([1, 2, 3, 4, 5].map(() => portal.signIn('mehmet.yildiz@acme.example.com')))
  const leaving = await portal.signIn()
  portal.app.forgetSessions()
  const answers = tokens.map((token) => statusOf(portal, token))
  await portal.request(leaving, { method: 'DELETE', url: `${api}/auth/sessions` })
  t.same(await Promise.all(answers), [200, 200, 200, 200, 200])
  const again = tokens.map((token) => statusOf(portal, token))
  portal.app.forgetSessions()
  t.same(await Promise.all(again), [200, 200, 200, 200, 200])
})

onEachDatabase(t, 'the time of the last use is kept, to the minute', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const token = await portal.signIn()
  const { kysely } = portal.itsm.admin
  const lastUse = async () =>
    (await sql<{ last_used_at: string }>`select last_used_at from customer_portal_sessions`.execute(kysely)).rows[0]
      ?.last_used_at ?? ''
  await sql`update customer_portal_sessions set last_used_at = '2026-01-01T00:00:00.000Z'`.execute(kysely)
  portal.app.forgetSessions()
  await portal.request(token, { url: `${api}/auth/me` })
  while ((await lastUse()) < '2026-02') await new Promise((resolve) => setImmediate(resolve))
  const noted = await lastUse()
  portal.app.forgetSessions()
  await portal.request(token, { url: `${api}/auth/me` })
  await portal.request(token, { url: `${api}/auth/sessions` })
  t.equal(await lastUse(), noted, 'and not written again within a minute')
})

onEachDatabase(t, 'the security log tells what happened to the account, to its owner alone', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const mine = await signInFrom(portal, firefox, '192.0.2.1')
  await portal.request(null, {
    method: 'POST',
    url: `${api}/auth/login`,
    payload: { ...demoLogin, password: 'wrong' },
  })
  const second = await portal.signIn()
  await portal.request(second, { method: 'POST', url: `${api}/auth/logout` })
  const log = async (token: string, query = '') =>
    (await portal.request(token, { url: `${api}/auth/security-log${query}` })).json()
  const { data, meta } = await log(mine)
  t.same(
    data.map(({ event }: { event: string }) => event),
    ['SIGNED_OUT', 'SIGNED_IN', 'SIGN_IN_FAILED', 'SIGNED_IN'],
  )
  t.match(data[3], { browser: 'Firefox 133 on Windows', address: '192.0.2.1', createdAt: /Z$/ })
  t.equal(meta.total, 4)
  t.equal((await log(mine, '?limit=1&page=4')).data[0].event, 'SIGNED_IN')
  const colleague = await portal.signIn('mehmet.yildiz@acme.example.com')
  t.equal((await log(colleague)).meta.total, 1, 'colleagues see their own')
})

onEachDatabase(t, 'events of half a year ago are cleared away', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  await sql`insert into customer_portal_security_log (id, portal_user_id, event, created_at)
    values ('old', ${demoIds.katharina}, 'SIGNED_IN', '2020-01-01T00:00:00.000Z')`.execute(portal.itsm.admin.kysely)
  const token = await portal.signIn()
  const { meta } = (await portal.request(token, { url: `${api}/auth/security-log` })).json()
  t.equal(meta.total, 1)
})
