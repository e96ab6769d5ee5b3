import { hash as bcryptHash } from 'bcrypt'
import { sql } from 'kysely'
import t from 'tap'
import { demoIds, demoLogin } from '../../src/demo/people.ts'
import { forge, parse } from '../security/tokens.ts'
import { onEachDatabase } from '../support/databases.ts'
import { api, startPortal, type TestPortal, testSecret } from '../support/portal.ts'

function login(portal: TestPortal, payload: object) {
  return portal.request(null, { method: 'POST', url: `${api}/auth/login`, payload })
}

async function storedUser({ host }: TestPortal): Promise<{ password_hash: string; last_login: string | null }> {
  const { rows } = await sql<{ password_hash: string; last_login: string | null }>`
    select password_hash, last_login from customer_portal_users where id = ${demoIds.katharina}`.execute(
    host.admin.kysely,
  )
  const [row] = rows
  if (!row) throw new Error('the demo user is gone')
  return row
}

function storePassword({ host }: TestPortal, passwordHash: string) {
  return sql`update customer_portal_users set password_hash = ${passwordHash} where id = ${demoIds.katharina}`.execute(
    host.admin.kysely,
  )
}

onEachDatabase(
  t,
  'the answer to a sign-in, and the claims of the token, are those of the contract',
  async (t, dialect) => {
    const portal = await startPortal(t, dialect)
    const answer = await login(portal, demoLogin)
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
    t.equal((await login(portal, { ...demoLogin, email })).statusCode, 200, JSON.stringify(email))
  await sql`update customer_portal_users set email = 'Portal@ACME.example.com' where id = ${demoIds.katharina}`.execute(
    portal.host.admin.kysely,
  )
  t.equal((await login(portal, demoLogin)).statusCode, 200, 'however it was stored')
  const lookalike = { ...demoLogin, email: 'pörtal@acme.example.com' }
  t.equal((await login(portal, lookalike)).statusCode, 401, 'accents make another address, whatever the collation says')
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

onEachDatabase(t, 'bcrypt hashes of operators work, and become argon2id at the first sign-in', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const bcrypt = await bcryptHash('their password', 4)
  for (const prefix of ['$2a$', '$2b$', '$2y$']) {
    await storePassword(portal, bcrypt.replace('$2b$', prefix))
    t.equal((await login(portal, { ...demoLogin, password: 'not theirs' })).statusCode, 401, prefix)
    t.match((await storedUser(portal)).password_hash, prefix, 'a failure changes nothing')
    t.equal((await login(portal, { ...demoLogin, password: 'their password' })).statusCode, 200, prefix)
    t.match((await storedUser(portal)).password_hash, /^\$argon2id\$v=19\$m=8192,/)
    t.equal((await login(portal, { ...demoLogin, password: 'their password' })).statusCode, 200, 'and the next one')
  }
})

onEachDatabase(t, 'a password longer than bcrypt looks at is not made the new one unseen', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const long = 'x'.repeat(80)
  await storePassword(portal, await bcryptHash(long, 4))
  t.equal((await login(portal, { ...demoLogin, password: `${long.slice(0, 72)}something else` })).statusCode, 200)
  t.match((await storedUser(portal)).password_hash, /^\$2b\$/)
})

onEachDatabase(t, 'a hash that is not outdated stays as it is', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  await portal.signIn()
  const { password_hash: first } = await storedUser(portal)
  await portal.signIn()
  t.equal((await storedUser(portal)).password_hash, first)
})

onEachDatabase(t, 'signing out answers 204, also with a JSON content type and no body', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  for (const headers of [{}, { 'content-type': 'application/json' }]) {
    const token = await portal.signIn()
    const answer = await portal.request(token, { method: 'POST', url: `${api}/auth/logout`, headers })
    t.equal(answer.statusCode, 204)
    t.equal(answer.body, '')
    t.equal((await portal.request(token, { url: `${api}/auth/me` })).statusCode, 401, 'and the token works no more')
  }
})

onEachDatabase(t, 'a new secret signs nobody out while the old one is known', async (t, dialect) => {
  const newSecret = 'the next secret of the tests without which'
  const portal = await startPortal(t, dialect, {
    environment: {
      JWT_SECRET: newSecret,
      JWT_PREVIOUS_SECRETS: `another one that was before those ${'x'.repeat(20)},${testSecret}`,
    },
  })
  const token = await portal.signIn()
  const { header, claims } = parse(token)
  const before = await startPortal(t, dialect)
  const { header: oldHeader } = parse(await before.signIn())
  t.not(header.kid, oldHeader.kid)
  const status = async (candidate: string) => (await portal.request(candidate, { url: `${api}/auth/me` })).statusCode
  t.equal(await status(forge(oldHeader, claims, testSecret)), 200, 'signed before the rotation')
  t.equal(await status(forge(oldHeader, claims, newSecret)), 401, 'a key is used under its own name only')
})
