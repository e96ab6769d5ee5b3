import { sql } from 'kysely'
import t from 'tap'
import { demoIds, demoLogin } from '../../src/demo/people.ts'
import { onEachDatabase } from '../support/databases.ts'
import { parse } from '../support/jwt.ts'
import { api, startPortal } from '../support/portal.ts'
import { login } from './login.ts'

onEachDatabase(
  t,
  'the answer to a sign-in, and the claims of the token, are those of the contract',
  async (t, dialect) => {
    const portal = await startPortal(t, dialect)
    const answer = await login(portal)
    t.equal(answer.statusCode, 200)
    const { token, expiresAt, user } = answer.json().data
    const who = {
      email: demoLogin.email,
      displayName: 'Katharina Lindner',
      customerId: demoIds.acme,
      tenantId: demoIds.demoOrg,
    }
    t.same(user, { id: demoIds.katharina, ...who })
    const { header, claims } = parse(token)
    t.match(header, { alg: 'HS256', typ: 'JWT' })
    const { iat, exp, jti, ...rest } = claims
    t.same(rest, { sub: demoIds.katharina, ...who, portal: true, iss: 'customer-portal', aud: 'customer-portal' })
    t.match(jti, /^[0-9a-f-]{36}$/)
    t.equal(Number(exp) - Number(iat), 8 * 60 * 60, 'eight hours')
    t.ok(Math.abs(Date.parse(expiresAt) / 1000 - Number(exp)) <= 1)
  },
)

onEachDatabase(t, 'an e-mail is the same in any case and with spaces around it', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  for (const email of ['PORTAL@ACME.EXAMPLE.COM', ' portal@acme.example.com ', 'Portal@Acme.example.com\t'])
    t.equal((await login(portal, { email })).statusCode, 200, JSON.stringify(email))
  await sql`update customer_portal_users set email = 'Portal@ACME.example.com' where id = ${demoIds.katharina}`.execute(
    portal.itsm.admin.kysely,
  )
  t.equal((await login(portal)).statusCode, 200, 'however it was stored')
  const lookalike = { email: 'pörtal@acme.example.com' }
  t.equal((await login(portal, lookalike)).statusCode, 401, 'accents make another address, whatever the collation says')
})

onEachDatabase(t, 'an e-mail is the same composed and decomposed', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const email = 'jürgen@acme.example.com'
  for (const stored of ['NFC', 'NFD']) {
    await portal.itsm.admin.kysely
      .updateTable('customer_portal_users')
      .set({ email: email.normalize(stored) })
      .where('id', '=', demoIds.katharina)
      .execute()
    for (const typed of ['NFC', 'NFD'])
      t.equal((await login(portal, { email: email.normalize(typed) })).statusCode, 200, `${typed} for ${stored}`)
  }
})

onEachDatabase(t, 'the profile is that of the contract, with the time of the sign-in', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  portal.setNow(new Date('2026-06-01T08:00:00.123Z'))
  const token = await portal.signIn()
  const { data } = (await portal.request(token, { url: `${api}/auth/me` })).json()
  t.same(data, {
    id: demoIds.katharina,
    email: demoLogin.email,
    displayName: 'Katharina Lindner',
    lastLoginAt: '2026-06-01T08:00:00.123Z',
    customer: {
      id: demoIds.acme,
      name: 'ACME Manufacturing GmbH',
      industry: 'Manufacturing',
      contactEmail: 'it@acme.example.com',
    },
    tenant: { name: 'Demo Organisation', slug: 'demo-org' },
  })
})

onEachDatabase(t, 'a password is taken as it is: neither trimmed nor in another case', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  for (const password of [' changeme', 'changeme ', 'Changeme', 'changeme\u200b', 'changem'])
    t.equal((await login(portal, { password })).statusCode, 401, JSON.stringify(password))
})

t.test('a sign-in lasts as long as is set, for whom is set', async (t) => {
  const portal = await startPortal(t, 'sqlite', {
    environment: { TOKEN_LIFETIME_MINUTES: '30', JWT_ISSUER: 'https://desk.example.com', JWT_AUDIENCE: 'desk' },
  })
  const { token, expiresAt } = (await login(portal)).json().data
  const { claims } = parse(token)
  t.equal(Number(claims.exp) - Number(claims.iat), 30 * 60)
  t.ok(Math.abs(Date.parse(expiresAt) / 1000 - Number(claims.exp)) <= 1)
  t.match(claims, { iss: 'https://desk.example.com', aud: 'desk' })
  t.equal((await portal.request(token, { url: `${api}/auth/me` })).statusCode, 200)
})

onEachDatabase(t, 'every sign-in is a session of its own', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const ids = [await portal.signIn(), await portal.signIn()].map((token) => parse(token).claims.jti)
  t.not(ids[0], ids[1])
})
