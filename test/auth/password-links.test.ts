import { sql } from 'kysely'
import t from 'tap'
import { demoIds, demoLogin } from '../../src/demo/people.ts'
import { onEachDatabase } from '../support/databases.ts'
import { linkFor } from '../support/links.ts'
import { withMail } from '../support/password-links.ts'
import { api, startPortal, type TestPortal } from '../support/portal.ts'
import { createMailServer } from '../support/smtp.ts'
import { login } from './login.ts'

const newPassword = 'eleven purple umbrellas'
const { tenantSlug, email } = demoLogin

function post(portal: TestPortal, path: string, payload: object, headers: Record<string, string> = {}) {
  return portal.request(null, { method: 'POST', url: `${api}${path}`, headers, payload })
}

const setPassword = (portal: TestPortal, token: string, password = newPassword) =>
  post(portal, '/auth/password', { token, password })

const events = async (portal: TestPortal, token: string): Promise<string[]> =>
  (await portal.request(token, { url: `${api}/auth/security-log` }))
    .json()
    .data.map(({ event }: { event: string }) => event)

onEachDatabase(t, 'a forgotten password is replaced by a link that comes by mail', async (t, dialect) => {
  const mail = await createMailServer(t)
  await mail.start()
  const portal = await startPortal(t, dialect, { environment: mail.environment })
  const before = await portal.signIn()
  const asked = await post(portal, '/auth/password-resets', { tenantSlug, email: email.toUpperCase() })
  t.equal(asked.statusCode, 202)
  t.same(asked.json(), { data: {} })

  const [received] = await mail.untilThereAre(1)
  t.same(received?.to, [email])
  t.equal(received?.from, 'desk@example.com')
  const [address = '', token = ''] = received?.link?.split('#') ?? []
  t.equal(address, 'https://desk.example.com/portal/password')
  const link = await post(portal, '/auth/password-links', { token })
  t.same(link.json().data, { purpose: 'reset', email, tenantSlug })

  t.equal((await setPassword(portal, token)).statusCode, 204)
  t.equal((await portal.request(before, { url: `${api}/auth/me` })).statusCode, 401, 'every session ended')
  t.equal((await login(portal)).statusCode, 401, 'the former password works no more')
  const after = (await login(portal, { password: newPassword })).json().data.token
  t.same((await events(portal, after)).slice(0, 5), [
    'SIGNED_IN',
    'SIGN_IN_FAILED',
    'PASSWORD_RESET',
    'PASSWORD_RESET_REQUESTED',
    'SIGNED_IN',
  ])
  t.match((await mail.untilThereAre(2))[1]?.raw, /Your password was changed/)

  for (const operation of [setPassword(portal, token), post(portal, '/auth/password-links', { token })]) {
    const again = await operation
    t.equal(again.statusCode, 410)
    t.equal(again.json().error.code, 'LINK_INVALID', 'a link works once')
  }
})

onEachDatabase(t, 'two requests with one link: one of them sets the password', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const token = await linkFor(portal, demoIds.katharina)
  const answers = await Promise.all([setPassword(portal, token), setPassword(portal, token, 'seven green bicycles')])
  t.same(answers.map(({ statusCode }) => statusCode).sort(), [204, 410])
})

onEachDatabase(t, 'a link runs out, and a new one voids the one before', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const works = async (token: string) => (await post(portal, '/auth/password-links', { token })).statusCode === 200
  const old = new Date(Date.now() - 61 * 60_000)
  t.notOk(await works(await linkFor(portal, demoIds.katharina, 'reset', old)), 'after an hour')
  t.ok(await works(await linkFor(portal, demoIds.katharina, 'invitation', old)), 'an invitation lasts longer')
  const ofSixDays = new Date(Date.now() - 6 * 24 * 60 * 60_000)
  t.ok(await works(await linkFor(portal, demoIds.katharina, 'invitation', ofSixDays)))
  const first = await linkFor(portal, demoIds.katharina)
  const others = await linkFor(portal, demoIds.mehmet)
  const second = await linkFor(portal, demoIds.katharina, 'invitation')
  t.notOk(await works(first))
  t.ok(await works(second))
  t.ok(await works(others), 'that of somebody else stays')
})

onEachDatabase(t, 'an invitation outlasts the links that anybody may ask for', async (t, dialect) => {
  const mail = await createMailServer(t)
  await mail.start()
  const portal = await startPortal(t, dialect, { environment: mail.environment })
  const invitation = await linkFor(portal, demoIds.katharina, 'invitation')
  t.equal((await post(portal, '/auth/password-resets', { tenantSlug, email })).statusCode, 202)
  const [, reset = ''] = (await mail.untilThereAre(1))[0]?.link?.split('#') ?? []
  t.equal((await post(portal, '/auth/password-links', { token: reset })).json().data.purpose, 'reset')
  const answers = await Promise.all([invitation, reset].map((token) => setPassword(portal, token)))
  t.same(answers.map(({ statusCode }) => statusCode).sort(), [204, 410], 'the first that is used ends both')
})

onEachDatabase(t, 'a link is for one user, who must be switched on', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const token = await linkFor(portal, demoIds.katharina)
  const { kysely } = portal.itsm.admin
  for (const [off, on] of [
    [sql`update customer_portal_users set is_active = 0`, sql`update customer_portal_users set is_active = 1`],
    [sql`update customers set is_active = 0`, sql`update customers set is_active = 1`],
    [sql`update tenants set is_active = 0`, sql`update tenants set is_active = 1`],
  ] as const) {
    await off.execute(kysely)
    t.equal((await setPassword(portal, token)).statusCode, 410)
    await on.execute(kysely)
  }
  t.equal((await setPassword(portal, token)).statusCode, 204)
  const other = { email: 'mehmet.yildiz@acme.example.com' }
  t.equal((await login(portal, other)).statusCode, 200, 'nobody else’s password changed')
})

onEachDatabase(t, 'the token stands nowhere in the database', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const token = await linkFor(portal, demoIds.katharina)
  const { rows } = await sql`select * from customer_portal_links`.execute(portal.itsm.admin.kysely)
  t.equal(rows.length, 1)
  t.notMatch(JSON.stringify(rows), token)
})

onEachDatabase(t, 'asking for a link answers alike, whether there is somebody or not', async (t, dialect) => {
  const mail = await createMailServer(t)
  await mail.start()
  const portal = await startPortal(t, dialect, { environment: mail.environment })
  await sql`update customer_portal_users set is_active = 0 where id = ${demoIds.mehmet}`.execute(
    portal.itsm.admin.kysely,
  )
  const ask = (tenantSlug: string, email: string) => post(portal, '/auth/password-resets', { tenantSlug, email })
  const answers = await Promise.all([
    ask(tenantSlug, 'nobody@acme.example.com'),
    ask('nothing', email),
    ask(tenantSlug, 'mehmet.yildiz@acme.example.com'),
    ask(tenantSlug, 'sabine.hofer@demo-org.example.com'),
    ask(tenantSlug, email),
  ])
  for (const { statusCode, body } of answers) t.same([statusCode, body], [202, answers[4]?.body])
  await mail.untilThereAre(1)
  t.same(mail.mails[0]?.to, [email])
})

onEachDatabase(t, 'nobody gets more than five mails an hour, and the latest link works', async (t, dialect) => {
  const mail = await createMailServer(t)
  await mail.start()
  const portal = await startPortal(t, dialect, { environment: mail.environment })
  for (let count = 0; count < 7; count++) await post(portal, '/auth/password-resets', { tenantSlug, email })
  const received = await mail.untilThereAre(5)
  const { rows } = await sql`select id from customer_portal_mails`.execute(portal.itsm.admin.kysely)
  t.equal(rows.length, 5)
  const token = received.at(-1)?.link?.split('#')[1] ?? ''
  t.equal((await setPassword(portal, token)).statusCode, 204)
})

onEachDatabase(t, 'nor more when they ask many times at once, and one link works', async (t, dialect) => {
  const portal = await startPortal(t, dialect, { environment: withMail })
  const ask = () => post(portal, '/auth/password-resets', { tenantSlug, email })
  for (const { statusCode } of await Promise.all(Array.from({ length: 9 }, ask))) t.equal(statusCode, 202)
  const rows = async (table: string) =>
    (await sql`select 1 from ${sql.table(table)}`.execute(portal.itsm.admin.kysely)).rows.length
  t.equal(await rows('customer_portal_mails'), 5)
  t.equal(await rows('customer_portal_links'), 1)
})

t.test('the host of a link comes from the settings, whatever a request says', async (t) => {
  const mail = await createMailServer(t)
  await mail.start()
  const portal = await startPortal(t, 'sqlite', { environment: { ...mail.environment, TRUSTED_PROXIES: '127.0.0.1' } })
  const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example', origin: 'https://evil.example' }
  await post(portal, '/auth/password-resets', { tenantSlug, email }, headers)
  const [received] = await mail.untilThereAre(1)
  t.match(received?.link, /^https:\/\/desk\.example\.com\/portal\/password#/)
  t.notMatch(received?.raw, /evil/)
})

t.test('mails speak the language of the browser at the latest sign-in', async (t) => {
  const mail = await createMailServer(t)
  await mail.start()
  const portal = await startPortal(t, 'sqlite', { environment: mail.environment })
  const headers = { 'accept-language': 'de-DE,de;q=0.9,en;q=0.8' }
  await portal.request(null, { method: 'POST', url: `${api}/auth/login`, headers, payload: demoLogin })
  await post(portal, '/auth/password-resets', { tenantSlug, email }, { 'accept-language': 'en' })
  t.match((await mail.untilThereAre(1))[0]?.raw, /Subject: =\?UTF-8\?Q\?Neues_Passwort/)
})

t.test('who has set a password is told in the language of the account, or else of the browser', async (t) => {
  const mail = await createMailServer(t)
  await mail.start()
  const portal = await startPortal(t, 'sqlite', { environment: mail.environment })
  const german = { 'accept-language': 'de' }
  const english = { 'accept-language': 'en' }
  const byLink = async (headers: Record<string, string>) => {
    const token = await linkFor(portal, demoIds.katharina)
    t.equal((await post(portal, '/auth/password', { token, password: newPassword }, headers)).statusCode, 204)
  }
  const subject = async (count: number) =>
    /Subject: (.*)/.exec((await mail.untilThereAre(count))[count - 1]?.raw ?? '')?.[1]

  await byLink(german)
  t.match(await subject(1), /Ihr_Passwort/, 'an account without a language: that of the browser')
  await sql`update customer_portal_users set language = 'en' where id = ${demoIds.katharina}`.execute(
    portal.itsm.admin.kysely,
  )
  await byLink(german)
  t.equal(await subject(2), 'Your password was changed')
  await sql`update customer_portal_users set language = 'de' where id = ${demoIds.katharina}`.execute(
    portal.itsm.admin.kysely,
  )
  await byLink(english)
  t.match(await subject(3), /Ihr_Passwort/)
  const { token } = (await login(portal, { password: newPassword })).json().data
  const payload = { currentPassword: newPassword, newPassword: 'seven green bicycles' }
  const headers = { ...english, authorization: `Bearer ${token}` }
  t.equal((await post(portal, '/auth/me/password', payload, headers)).statusCode, 204)
  t.match(await subject(4), /Ihr_Passwort/, 'also where the signed-in user changes it')
})

t.test('without a mail server the portal says that it sends no mail', async (t) => {
  const portal = await startPortal(t, 'sqlite')
  t.match((await portal.request(null, { url: `${api}/auth/options` })).json().data, { passwordReset: false })
  const answer = await post(portal, '/auth/password-resets', { tenantSlug, email })
  t.equal(answer.statusCode, 501)
  t.equal(answer.json().error.code, 'MAIL_NOT_CONFIGURED')
})

t.test('neither token nor password is logged', async (t) => {
  const portal = await startPortal(t, 'sqlite')
  const token = await linkFor(portal, demoIds.katharina)
  await setPassword(portal, token, 'password1234')
  await setPassword(portal, token)
  t.ok(portal.log.length > 0)
  t.notMatch(portal.log.join(''), new RegExp(`${token}|${newPassword}|password1234`))
})
