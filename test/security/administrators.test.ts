import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import t from 'tap'
import { demoIds } from '../../src/demo/people.ts'
import { insertRows } from '../../src/demo/rows.ts'
import { agentClaims, agentToken } from '../support/agents.ts'
import { onEachDatabase } from '../support/databases.ts'
import { encode, forge, type Json, parse } from '../support/jwt.ts'
import { subjectsOf } from '../support/operations/subjects.ts'
import { protectedRequests } from '../support/operations.ts'
import { adminApi, api, itsmSecret, startPortal, type TestPortal, testSecret } from '../support/portal.ts'
import { withoutRequestId } from './comparable-answers.ts'

const header = { alg: 'HS256', typ: 'JWT' }
const now = () => Math.floor(Date.now() / 1000)

/** Every kind of token that is no agent's, or no longer. */
async function brokenTokens(portal: TestPortal, linkToken: string): Promise<Record<string, string | null>> {
  const token = agentToken()
  const [first = '', second = '', signature = ''] = token.split('.')
  const claims = agentClaims()
  return {
    'no token': null,
    'a portal user’s token': await portal.signIn(),
    'an agent’s claims, signed with our secret': forge(header, claims, testSecret),
    'a portal user’s claims, signed with the ITSM’s secret': forge(
      header,
      parse(await portal.signIn()).claims,
      itsmSecret,
    ),
    'the token of a link for a password': linkToken,
    'the token of the metrics': portal.environment.METRICS_TOKEN ?? '',
    'an expired token': agentToken({ iat: now() - 7200, exp: now() - 3600 }),
    'a token without an end': agentToken({ exp: undefined }),
    'a token that is not valid yet': agentToken({ nbf: now() + 3600 }),
    'a token without a user': agentToken({ sub: undefined }),
    'a token without a tenant': agentToken({ activeTenantId: undefined }),
    'a token whose tenant is no text': agentToken({ activeTenantId: [demoIds.demoOrg] }),
    'a token with another tenant written into it': `${first}.${encode({ ...claims, activeTenantId: demoIds.nordwind })}.${signature}`,
    'a token without a signature': `${first}.${second}.`,
    'a token with alg none': forge({ alg: 'none', typ: 'JWT' }, claims, null),
    'a token with alg none, and a signature': `${encode({ alg: 'none', typ: 'JWT' })}.${second}.${signature}`,
    'a token signed with another secret': forge(header, claims, 'quite another secret of thirty-two bytes'),
    'a token by another algorithm': forge({ alg: 'HS512', typ: 'JWT' }, claims, itsmSecret),
    'no JWT at all': 'Bearer',
  }
}

onEachDatabase(t, 'no token, or none of an agent, gets the same 401 everywhere', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const subjects = await subjectsOf(portal)
  const first = await portal.request(null, { url: `${adminApi}/me` })
  t.equal(first.json().error.code, 'UNAUTHENTICATED')
  for (const [kind, token] of Object.entries(await brokenTokens(portal, subjects.linkToken)))
    for (const { operationId, request } of protectedRequests(subjects, 'administrator')) {
      const answer = await portal.request(token, request)
      t.equal(answer.statusCode, 401, `${operationId}: ${kind}`)
      t.equal(withoutRequestId(answer.body), withoutRequestId(first.body))
    }
})

onEachDatabase(t, 'an agent’s token opens nothing for portal users', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const subjects = await subjectsOf(portal)
  for (const { operationId, request } of protectedRequests(subjects)) {
    t.equal((await portal.request(agentToken(), request)).statusCode, 401, operationId)
    const headers = { cookie: `opsweave_token=${agentToken()}`, 'sec-fetch-site': 'same-origin' }
    t.equal((await portal.request(null, { ...request, headers })).statusCode, 401, `${operationId}, by cookie`)
  }
  t.equal((await portal.request(agentToken(), { url: '/metrics' })).statusCode, 401)
})

/** Agents of the ITSM who administer nothing in the first demo tenant, whatever their tokens say. */
async function otherAgents({ itsm }: TestPortal): Promise<Record<string, Json>> {
  const created_at = '2026-01-01T00:00:00.000Z'
  const add = async (row: object, memberships: object[]) => {
    const id = randomUUID()
    const user = { id, email: `${id}@example.com`, display_name: 'Somebody', created_at, is_active: 1, ...row }
    await insertRows(itsm.admin, 'users', [user])
    await insertRows(
      itsm.admin,
      'tenant_user_memberships',
      memberships.map((membership) => ({ tenant_id: demoIds.demoOrg, user_id: id, role: 'admin', ...membership })),
    )
    return { sub: id }
  }
  return {
    'an agent': { sub: demoIds.amara, role: 'admin' },
    'a viewer': { ...(await add({}, [{ role: 'viewer' }])), role: 'admin' },
    'a role that only looks like it': await add({}, [{ role: 'Admin' }]),
    'a superadmin without a membership': { ...(await add({ is_superadmin: 1 }, [])), isSuperAdmin: true },
    'the manager of another tenant': { sub: demoIds.lena },
    'an admin who was switched off': await add({ is_active: 0 }, [{}]),
    'the mirror of a portal user': await add({ auth_provider: 'portal' }, [{}]),
    'somebody who does not exist': { sub: randomUUID() },
    'an id in other letters': { sub: demoIds.sabine.toUpperCase() },
    'a tenant that does not exist': { activeTenantId: randomUUID() },
  }
}

onEachDatabase(
  t,
  'whoever administers nothing in the organisation gets the same 403 everywhere',
  async (t, dialect) => {
    const portal = await startPortal(t, dialect)
    const subjects = await subjectsOf(portal)
    const agents = await otherAgents(portal)
    for (const [who, claims] of Object.entries(agents))
      for (const { operationId, request } of protectedRequests(subjects, 'administrator')) {
        const answer = await portal.request(agentToken(claims), request)
        t.equal(answer.statusCode, 403, `${operationId}: ${who}`)
        t.equal(answer.json().error.code, 'NOT_AN_ADMINISTRATOR')
      }
    t.equal((await portal.request(agentToken({ sub: demoIds.tomasz }), { url: `${adminApi}/me` })).statusCode, 200)
  },
)

onEachDatabase(t, 'administrators see and change their own tenant alone', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const subjects = await subjectsOf(portal)
  const lena = agentToken({ sub: demoIds.lena, activeTenantId: demoIds.nordwind })
  const state = async () => {
    const { rows } =
      await sql`select * from customer_portal_users where tenant_id = ${demoIds.demoOrg} order by id`.execute(
        portal.itsm.admin.kysely,
      )
    return JSON.stringify(rows)
  }
  const before = await state()
  for (const { operationId, expected, request } of protectedRequests(subjects, 'administrator')) {
    // What they send says nothing about where they are.
    const headers = { 'x-tenant-id': demoIds.demoOrg }
    const answer = await portal.request(lena, { ...request, headers })
    const { otherTenant } = expected
    if (otherTenant === 'their own') {
      t.equal(answer.statusCode, expected.status, operationId)
      t.notMatch(answer.body, /acme|globex|Sabine|Mehmet|Lindner/i, operationId)
    } else t.equal(answer.json().error.code, otherTenant, operationId)
  }
  t.equal(await state(), before, 'nothing of the other tenant has changed')
})

onEachDatabase(
  t,
  'no answer holds anything that lets somebody in, but the link that was asked for',
  async (t, dialect) => {
    const portal = await startPortal(t, dialect)
    const subjects = await subjectsOf(portal)
    for (const { operationId, request } of protectedRequests(subjects, 'administrator')) {
      const { body } = await portal.request(agentToken(), request)
      t.notMatch(body, /argon2|\$2[aby]\$|secret"|hash/i, operationId)
      if (!['createPortalUser', 'makePasswordLink'].includes(operationId)) t.notMatch(body, /#[\w-]{43}/, operationId)
    }
    t.notMatch(portal.log.join(''), /\/portal\/password#|umbrellas|eyJ/, 'nor does the log')
  },
)

onEachDatabase(t, 'a membership that is withdrawn ends access within seconds', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const status = async () => (await portal.request(agentToken(), { url: `${adminApi}/users` })).statusCode
  t.equal(await status(), 200)
  await sql`update tenant_user_memberships set role = 'agent' where user_id = ${demoIds.sabine}`.execute(
    portal.itsm.admin.kysely,
  )
  const withdrawnAt = Date.now()
  while ((await status()) === 200 && Date.now() - withdrawnAt < 30_000)
    await new Promise((resolve) => setTimeout(resolve, 200))
  t.equal(await status(), 403)
})

t.test('in the cookie of the ITSM, the token works for pages of the same origin', async (t) => {
  const portal = await startPortal(t, 'sqlite')
  const cookie = `opsweave_csrf=x; opsweave_token=${agentToken()}`
  const send = (method: 'GET' | 'POST', path: string, headers: Record<string, string>) =>
    portal.request(null, { method, url: `${adminApi}${path}`, headers: { cookie, ...headers } })
  t.equal((await send('GET', '/me', {})).statusCode, 200)
  const disable = `/users/${demoIds.mehmet}/disable`
  t.equal((await send('POST', disable, { 'sec-fetch-site': 'same-origin' })).statusCode, 200)
  for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, {}]) {
    const answer = await send('POST', disable, headers)
    t.equal(answer.json().error.code, 'CROSS_ORIGIN_REQUEST', JSON.stringify(headers))
  }
  const renamed = await startPortal(t, 'sqlite', { environment: { ITSM_TOKEN_COOKIE: 'itsm' } })
  const inItsm = { url: `${adminApi}/me`, headers: { cookie: `itsm=${agentToken()}` } }
  t.equal((await renamed.request(null, inItsm)).statusCode, 200)
  t.equal((await renamed.request(null, { url: `${adminApi}/me`, headers: { cookie } })).statusCode, 401)
})

t.test('issuer and audience count where they are configured', async (t) => {
  const environment = { ITSM_JWT_ISSUER: 'opsweave', ITSM_JWT_AUDIENCE: 'agents' }
  const portal = await startPortal(t, 'sqlite', { environment })
  const status = async (claims: Json) =>
    (await portal.request(agentToken(claims), { url: `${adminApi}/me` })).statusCode
  t.equal(await status({ iss: 'opsweave', aud: 'agents' }), 200)
  for (const claims of [{}, { iss: 'opsweave' }, { iss: 'other', aud: 'agents' }, { iss: 'opsweave', aud: 'other' }])
    t.equal(await status(claims), 401, JSON.stringify(claims))
})

t.test('where it is not switched on there is no administration, in the document neither', async (t) => {
  const portal = await startPortal(t, 'sqlite', { environment: { PORTAL_ADMIN: 'false' } })
  const subjects = await subjectsOf(portal)
  for (const { operationId, request } of protectedRequests(subjects, 'administrator'))
    t.equal((await portal.request(agentToken(), request)).json().error.code, 'ROUTE_NOT_FOUND', operationId)
  t.notMatch(JSON.stringify(portal.app.swagger().paths), 'portal-admin')
  t.equal((await portal.request(await portal.signIn(), { url: `${api}/auth/me` })).statusCode, 200)
})
