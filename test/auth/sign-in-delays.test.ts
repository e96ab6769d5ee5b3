import { sql } from 'kysely'
import t from 'tap'
import { onEachDatabase } from '../support/databases.ts'
import { startPortal, startPortalOn, type TestPortal } from '../support/portal.ts'
import { createMailServer } from '../support/smtp.ts'
import { login, type Try } from './login.ts'

const environment = { SIGN_IN_FAILURES_BEFORE_DELAY: '3' }
const start = new Date('2031-05-01T08:00:00.000Z')
const after = (seconds: number) => new Date(start.getTime() + seconds * 1000)

async function fail(portal: TestPortal, times: number, differences: Try = {}): Promise<number[]> {
  const statuses = []
  for (let count = 0; count < times; count++)
    statuses.push((await login(portal, { password: 'wrong', ...differences })).statusCode)
  return statuses
}

onEachDatabase(t, 'too many failures delay further tries, longer each time, up to a bound', async (t, dialect) => {
  const portal = await startPortal(t, dialect, { environment })
  portal.setNow(start)
  t.same(await fail(portal, 4), [401, 401, 401, 429])
  const refused = await login(portal)
  t.equal(refused.statusCode, 429, 'the right password is not looked at either')
  t.equal(refused.headers['retry-after'], '10')
  let seconds = 0
  for (const delay of [20, 40, 80, 160, 320, 640, 900, 900]) {
    seconds += 1000
    portal.setNow(after(seconds))
    t.same(await fail(portal, 2), [401, 429])
    t.equal((await login(portal)).headers['retry-after'], String(delay))
  }
  portal.setNow(after(seconds + 901))
  t.equal((await login(portal)).statusCode, 200, 'nobody is locked out for good')
  t.same(await fail(portal, 3), [401, 401, 401], 'and what was counted is forgotten')
})

onEachDatabase(t, 'failures count for all replicas', async (t, dialect) => {
  const one = await startPortal(t, dialect, { environment })
  const two = await startPortalOn(t, { ...one.itsm, drop: async () => {} }, { environment })
  t.same(await fail(one, 2), [401, 401])
  t.same(await fail(two, 2), [401, 429])
  t.same(await fail(one, 1), [429])
})

onEachDatabase(t, 'failures at once are all counted', async (t, dialect) => {
  const portal = await startPortal(t, dialect, { environment })
  await Promise.all([1, 2, 3].map(() => login(portal, { password: 'wrong' })))
  t.equal((await login(portal, { password: 'wrong' })).statusCode, 429)
})

onEachDatabase(t, 'no more tries at once are looked at than go without a delay', async (t, dialect) => {
  const portal = await startPortal(t, dialect, { environment })
  for (const email of ['nobody@acme.example.com', 'portal@acme.example.com']) {
    const tries = Array.from({ length: 6 }, () => login(portal, { email, password: 'wrong' }))
    const statuses = (await Promise.all(tries)).map(({ statusCode }) => statusCode)
    t.same(statuses.toSorted(), [401, 401, 401, 429, 429, 429], email)
  }
})

onEachDatabase(t, 'accounts that do not exist are delayed alike, and others are not', async (t, dialect) => {
  const portal = await startPortal(t, dialect, { environment })
  for (const email of ['nobody@acme.example.com', 'portal@acme.example.com'])
    t.same(await fail(portal, 4, { email }), [401, 401, 401, 429], email)
  t.same(await fail(portal, 1, { email: 'Nobody@ACME.example.com' }), [429], 'in any case of letters')
  t.equal((await login(portal, { email: 'mehmet.yildiz@acme.example.com' })).statusCode, 200)
})

onEachDatabase(t, 'a stranger who guesses does not keep the user out of where they usually are', async (t, dialect) => {
  const portal = await startPortal(t, dialect, { environment })
  t.equal((await login(portal, { address: '198.51.100.7' })).statusCode, 200)
  t.same(await fail(portal, 4, { address: '203.0.113.9' }), [401, 401, 401, 429])
  t.equal((await login(portal, { address: '203.0.113.10' })).statusCode, 429, 'from anywhere else tries wait')
  t.equal((await login(portal, { address: '198.51.100.7' })).statusCode, 200, 'from the usual address they do not')
  t.same(await fail(portal, 4, { address: '198.51.100.7' }), [401, 401, 401, 429], 'but failures count there too')
})

onEachDatabase(t, 'the user is told by mail when delays begin, once', async (t, dialect) => {
  const mail = await createMailServer(t)
  await mail.start()
  const portal = await startPortal(t, dialect, { environment: { ...environment, ...mail.environment } })
  portal.setNow(start)
  await fail(portal, 5)
  portal.setNow(after(60))
  await fail(portal, 2)
  await fail(portal, 5, { email: 'nobody@acme.example.com' })
  const [told] = await mail.untilThereAre(1)
  t.same(told?.to, ['portal@acme.example.com'])
  t.match(told?.raw, /Subject: Failed sign-ins/)
  const { rows } = await sql`select id from customer_portal_mails`.execute(portal.itsm.admin.kysely)
  t.equal(rows.length, 1)
})

onEachDatabase(t, 'failures of a day ago are forgotten', async (t, dialect) => {
  const portal = await startPortal(t, dialect, { environment })
  portal.setNow(start)
  await fail(portal, 2)
  portal.setNow(after(25 * 60 * 60))
  t.same(await fail(portal, 3), [401, 401, 401])
})
