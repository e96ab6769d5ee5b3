import type { InjectOptions } from 'fastify'
import { sql } from 'kysely'
import t from 'tap'
import { demoIds } from '../../src/demo/people.ts'
import { onEachDatabase } from '../support/databases.ts'
import { subjectsOf } from '../support/operations/subjects.ts'
import { protectedRequests } from '../support/operations.ts'
import { api, startPortal, type TestPortal } from '../support/portal.ts'
import { withoutRequestId } from './comparable-answers.ts'
import { brokenTokens } from './tokens.ts'

/** Sends a request with a token in the cookie of the built-in portal, from a page of its own. */
function requestByCookie(portal: TestPortal, token: string, request: InjectOptions) {
  const cookie = `__Host-customer_portal=${token}`
  return portal.request(null, { ...request, headers: { ...request.headers, cookie, 'sec-fetch-site': 'same-origin' } })
}

onEachDatabase(t, 'no token, or a broken one, gets the same 401 everywhere', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const subjects = await subjectsOf(portal)
  const tokens: Record<string, string | null> = {
    'no token': null,
    'the token of a link for a password': subjects.linkToken,
    'the token of the metrics': portal.environment.METRICS_TOKEN ?? '',
    ...brokenTokens(await portal.signIn()),
  }
  const first = await portal.request(null, { url: `${api}/auth/me` })
  t.equal(first.json().error.code, 'UNAUTHENTICATED')
  for (const { operationId, request } of protectedRequests(subjects))
    for (const [kind, token] of Object.entries(tokens)) {
      const answer = await portal.request(token, request)
      t.equal(answer.statusCode, 401, `${operationId}: ${kind}`)
      t.equal(withoutRequestId(answer.body), withoutRequestId(first.body))
      t.equal(answer.headers['www-authenticate'], 'Bearer')
    }
})

onEachDatabase(t, 'a broken token is none in the cookie either', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const subjects = await subjectsOf(portal)
  const token = await portal.signIn()
  t.equal((await requestByCookie(portal, token, { url: `${api}/auth/me` })).statusCode, 200, 'one that works does')
  for (const { operationId, request } of protectedRequests(subjects))
    for (const [kind, broken] of Object.entries({ ...brokenTokens(token), 'a broken escape': '%zz', nothing: '' }))
      t.equal((await requestByCookie(portal, broken, request)).statusCode, 401, `${operationId}: ${kind}`)
})

t.test('a token counts in its place alone', async (t) => {
  const portal = await startPortal(t, 'sqlite')
  const token = await portal.signIn()
  const url = `${api}/auth/me`
  const elsewhere: Record<string, InjectOptions> = {
    'in the query': { url: `${url}?token=${token}&access_token=${token}` },
    'in a cookie of the ITSM': { url, headers: { cookie: `opsweave_token=${token}; opsweave_csrf=x; token=${token}` } },
    'in a header of its own': { url, headers: { 'x-access-token': token, 'x-auth-token': token } },
    'under another scheme': { url, headers: { authorization: `Basic ${token}` } },
    'without a scheme': { url, headers: { authorization: token } },
    'twice in one header': { url, headers: { authorization: `Bearer ${token}, Bearer ${token}` } },
  }
  for (const [place, request] of Object.entries(elsewhere))
    t.equal((await portal.request(null, request)).statusCode, 401, place)
})

const switchedOff = {
  'the user is switched off': sql`update customer_portal_users set is_active = 0 where id = ${demoIds.katharina}`,
  'the customer is switched off': sql`update customers set is_active = 0 where id = ${demoIds.acme}`,
  'the tenant is switched off': sql`update tenants set is_active = 0 where id = ${demoIds.demoOrg}`,
  'the user moved to another customer': sql`
    update customer_portal_users set customer_id = ${demoIds.globex} where id = ${demoIds.katharina}`,
  'the user moved to another tenant': sql`update customer_portal_users
    set customer_id = ${demoIds.hansa}, tenant_id = ${demoIds.nordwind} where id = ${demoIds.katharina}`,
  'the user is deleted': sql`delete from customer_portal_users where id = ${demoIds.katharina}`,
  'the sessions are deleted': sql`
    delete from customer_portal_sessions where portal_user_id = ${demoIds.katharina}`,
}

for (const [what, change] of Object.entries(switchedOff))
  onEachDatabase(t, `a token works no longer once ${what}`, async (t, dialect) => {
    const portal = await startPortal(t, dialect)
    const subjects = await subjectsOf(portal)
    // Sessions that were not looked up before, so that no answer is remembered.
    const [token, inCookie] = [await portal.signIn(), await portal.signIn()]
    await change.execute(portal.itsm.admin.kysely)
    for (const { operationId, request } of protectedRequests(subjects)) {
      t.equal((await portal.request(token, request)).statusCode, 401, operationId)
      t.equal((await requestByCookie(portal, inCookie, request)).statusCode, 401, `${operationId}, by cookie`)
    }
  })

onEachDatabase(t, 'a token works no longer after signing out, in the cookie neither', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const subjects = await subjectsOf(portal)
  const token = await portal.signIn()
  t.equal((await portal.request(token, { method: 'POST', url: `${api}/auth/logout` })).statusCode, 204)
  for (const { operationId, request } of protectedRequests(subjects)) {
    t.equal((await portal.request(token, request)).statusCode, 401, operationId)
    t.equal((await requestByCookie(portal, token, request)).statusCode, 401, `${operationId}, by cookie`)
  }
})

onEachDatabase(t, 'a token of one portal is none of another, whose secret differs', async (t, dialect) => {
  const one = await startPortal(t, dialect)
  const other = await startPortal(t, dialect, { environment: { JWT_SECRET: 'the secret of quite another portal' } })
  const subjects = await subjectsOf(other)
  const token = await one.signIn()
  for (const { operationId, request } of protectedRequests(subjects))
    t.equal((await other.request(token, request)).statusCode, 401, operationId)
})
