import { randomUUID } from 'node:crypto'
import type { InjectOptions } from 'fastify'
import { sql } from 'kysely'
import t, { type Test } from 'tap'
import type { ErrorCode } from '../../schemas/errors.ts'
import { newAppSecret, secondFactorContext } from '../../src/auth/one-time-codes.ts'
import { createSealing } from '../../src/auth/sealing.ts'
import { insertAppSecret } from '../../src/auth/second-factor-repository.ts'
import { insertSession } from '../../src/auth/sessions-repository.ts'
import { checkItsm } from '../../src/database/itsm/itsm-database.ts'
import { inTransaction } from '../../src/database/transaction.ts'
import { demoIds, demoLogin, demoPassword } from '../../src/demo/people.ts'
import { agentToken, insertAgentTicket } from '../support/agents.ts'
import { createTestItsm, itsmSettings, onEachDatabase, open } from '../support/databases.ts'
import { linkFor } from '../support/links.ts'
import { answerCheck, operationsOf, readDocument } from '../support/openapi-document.ts'
import { withMail } from '../support/password-links.ts'
import { adminApi, api, startPortal, startPortalOn, type TestPortal, testSecret } from '../support/portal.ts'
import { codeAt } from '../support/second-factor.ts'
import { errorCodes } from './error-codes.ts'

const document = await readDocument()
const wrongWith = answerCheck(document)
const ticket = { ticketType: 'incident', title: 'The scanner jams', description: 'Every second page.' }

/** A request of each operation that goes well. */
async function requests(portal: TestPortal): Promise<Record<string, InjectOptions>> {
  const id = await insertAgentTicket(portal.itsm, {})
  const link = await linkFor(portal, demoIds.mehmet)
  const secret = await secondFactorSecret(portal)
  const post = (path: string, payload: object) => ({ method: 'POST' as const, url: `${api}${path}`, payload })
  return {
    getLiveness: { url: '/health/live' },
    getReadiness: { url: '/health/ready' },
    getOpenApiDocument: { url: '/openapi.json' },
    login: { method: 'POST', url: `${api}/auth/login`, payload: demoLogin },
    startCookieSession: {
      method: 'POST',
      url: `${api}/auth/session`,
      headers: { 'sec-fetch-site': 'same-origin' },
      payload: demoLogin,
    },
    startSingleSignOn: { url: `${api}/auth/oidc/demo-org/start` },
    finishSingleSignOn: { url: `${api}/auth/oidc/callback` },
    getProfile: { url: `${api}/auth/me` },
    listTickets: { url: `${api}/tickets?limit=100` },
    countTickets: { url: `${api}/tickets/counts` },
    createTicket: { method: 'POST', url: `${api}/tickets`, payload: ticket },
    addComment: { method: 'POST', url: `${api}/tickets/${id}/comments`, payload: { content: 'Any news?' } },
    getTicket: { url: `${api}/tickets/${id}` },
    listComments: { url: `${api}/tickets/${id}/comments` },
    listArticles: { url: `${api}/kb` },
    listCategories: { url: `${api}/kb/categories` },
    getArticle: { url: `${api}/kb/vpn-setup-windows` },
    renderPreview: { method: 'POST', url: `${api}/markdown`, payload: { content: '*Any* news?' } },
    getSignInOptions: { url: `${api}/auth/options` },
    requestPasswordReset: post('/auth/password-resets', { tenantSlug: 'demo-org', email: 'nobody@example.com' }),
    readLink: post('/auth/password-links', { token: link }),
    setPasswordByLink: post('/auth/password', { token: link, password: 'eleven purple umbrellas' }),
    listSessions: { url: `${api}/auth/sessions` },
    endSession: { method: 'DELETE', url: `${api}/auth/sessions/${await idOfSession(portal)}` },
    endOtherSessions: { method: 'DELETE', url: `${api}/auth/sessions` },
    listSecurityEvents: { url: `${api}/auth/security-log` },
    getSecondFactor: { url: `${api}/auth/second-factor` },
    confirmSecondFactor: post('/auth/second-factor/confirmation', { code: codeAt(secret, new Date()) }),
    disableSecondFactor: post('/auth/second-factor/removal', { password: demoPassword }),
    startSecondFactor: post('/auth/second-factor', { password: demoPassword }),
    changePassword: post('/auth/me/password', {
      currentPassword: demoPassword,
      newPassword: 'eleven purple umbrellas',
    }),
    logout: { method: 'POST', url: `${api}/auth/logout` },
    ...administration(),
  }
}

/** A request of each operation for administrators that goes well, about a portal user who is not signed in. */
function administration(): Record<string, InjectOptions> {
  const request = (method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, payload?: object) => ({
    method,
    url: `${adminApi}${path}`,
    ...(payload ? { payload } : {}),
  })
  const user = `/users/${demoIds.priya}`
  const anna = { email: 'anna.berg@acme.example.com', displayName: 'Anna Berg', customerId: demoIds.acme }
  const csv = 'email,displayName,customer\nb@globex.example.com,B,Globex Logistics AG\nx,,Nobody\n'
  return {
    getAdministrator: { url: `${adminApi}/me` },
    listPortalUsers: { url: `${adminApi}/users?status=active` },
    listCustomers: { url: `${adminApi}/customers?q=acme` },
    exportPortalUsers: { url: `${adminApi}/users.csv` },
    getPortalUser: { url: `${adminApi}${user}` },
    createPortalUser: request('POST', '/users', anna),
    importPortalUsers: request('POST', '/users/import', { csv }),
    changePortalUser: request('PATCH', user, { displayName: 'Priya R.', customerId: demoIds.acme, language: 'de' }),
    makePasswordLink: request('POST', `${user}/password-link`),
    setPortalUserPassword: request('PUT', `${user}/password`, { password: 'eleven purple umbrellas' }),
    removeSecondFactor: request('DELETE', `${user}/second-factor`),
    disablePortalUser: request('POST', `${user}/disable`),
    enablePortalUser: request('POST', `${user}/enable`),
  }
}

/** The token that an operation takes. @param token of a portal user */
function tokenFor(operationId: string, token: string): string {
  return documents(operationId, 'NOT_AN_ADMINISTRATOR') && token !== 'no token' ? agentToken() : token
}

/** A second factor that waits for its first code. */
async function secondFactorSecret(portal: TestPortal): Promise<string> {
  const { database } = await checkItsm(portal.itsm.admin, itsmSettings)
  const { secret } = newAppSecret(demoLogin.email)
  const sealing = createSealing({ JWT_SECRET: testSecret, JWT_PREVIOUS_SECRETS: [] })
  const sealed = sealing.seal(secondFactorContext(demoIds.katharina), secret)
  await inTransaction(database, new Date(), (transaction) => insertAppSecret(transaction, demoIds.katharina, sealed))
  return secret
}

/** A further session of the first demo user. */
async function idOfSession(portal: TestPortal): Promise<string> {
  const { database } = await checkItsm(portal.itsm.admin, itsmSettings)
  const id = randomUUID()
  const session = { id, expiresAt: new Date(Date.now() + 60_000) }
  const client = { browser: null, address: '192.0.2.1', language: null }
  await inTransaction(database, new Date(), (transaction) =>
    insertSession(transaction, demoIds.katharina, { session, client }),
  )
  return id
}

type Change = (request: InjectOptions, operationId: string) => InjectOptions | null

/** Sends the requests of all operations, changed so that they fail, and holds the answers against the document. */
async function allFail(t: Test, portal: TestPortal, token: string | null, code: ErrorCode, change: Change) {
  let count = 0
  for (const [operationId, request] of Object.entries(await requests(portal))) {
    const changed = change(request, operationId)
    if (changed === null) continue
    const answer = await portal.request(token === null ? null : tokenFor(operationId, token), changed)
    t.equal(answer.json().error?.code, code, `${operationId} ${answer.body.slice(0, 200)}`)
    t.equal(wrongWith(operationId, answer), null)
    count += 1
  }
  t.ok(count > 0)
}

const withBody =
  (change: (request: InjectOptions) => InjectOptions): Change =>
  (request) =>
    request.method === 'POST' || request.method === 'PUT' || request.method === 'PATCH' ? change(request) : null
const documents = (operationId: string, code: ErrorCode) => errorCodes[operationId]?.includes(code) ?? false
const signedIn: Change = (request, operationId) => (documents(operationId, 'UNAUTHENTICATED') ? request : null)

onEachDatabase(t, 'every answer that goes well is what the document says', async (t, dialect) => {
  const portal = await startPortal(t, dialect, { environment: withMail })
  const token = await portal.signIn()
  const all = await requests(portal)
  t.same(Object.keys(all).sort(), [...operationsOf(document).keys()].sort(), 'the requests are of every operation')
  for (const [operationId, request] of Object.entries(all)) {
    const answer = await portal.request(tokenFor(operationId, token), request)
    t.ok(answer.statusCode < 400, `${operationId} ${answer.statusCode}`)
    t.equal(wrongWith(operationId, answer), null)
  }
})

onEachDatabase(t, 'unknown query fields are refused by every operation', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  // Providers send fields of their own, which must not matter.
  await allFail(t, portal, await portal.signIn(), 'VALIDATION_FAILED', (request, operationId) =>
    operationId === 'finishSingleSignOn' ? null : { ...request, query: { tenantId: 'x' } },
  )
})

t.test('bodies that are no JSON, too large or of another type are refused by every operation', async (t) => {
  const portal = await startPortal(t, 'sqlite')
  const token = await portal.signIn()
  const sent = (type: string, payload: string) =>
    withBody((request) => ({ ...request, headers: { ...request.headers, 'content-type': type }, payload }))
  await allFail(t, portal, token, 'INVALID_JSON', sent('application/json', '{"a":'))
  await allFail(t, portal, token, 'BODY_TOO_LARGE', sent('application/json', `"${'x'.repeat(2_200_000)}"`))
  await allFail(t, portal, token, 'UNSUPPORTED_MEDIA_TYPE', sent('text/plain', 'x'))
})

t.test('bodies that do not match are refused by every operation that takes one', async (t) => {
  const portal = await startPortal(t, 'sqlite')
  await allFail(t, portal, await portal.signIn(), 'VALIDATION_FAILED', (request) =>
    request.payload === undefined ? null : { ...request, payload: { unknown: 1 } },
  )
})

t.test('every operation for portal users is refused without a token', async (t) => {
  const portal = await startPortal(t, 'sqlite')
  await allFail(t, portal, null, 'UNAUTHENTICATED', signedIn)
})

t.test('what is not there, is closed or wrong', async (t) => {
  const portal = await startPortal(t, 'sqlite')
  const token = await portal.signIn()
  const elsewhere: Change = ({ url, ...request }, operationId) =>
    /Ticket$|Comments?$/.test(operationId) && operationId !== 'createTicket'
      ? { ...request, url: String(url).replace(/tickets\/[^/]+/, 'tickets/none') }
      : null
  await allFail(t, portal, token, 'TICKET_NOT_FOUND', elsewhere)
  await allFail(t, portal, token, 'ARTICLE_NOT_FOUND', (_, id) => (id === 'getArticle' ? { url: `${api}/kb/x` } : null))
  const closed = await insertAgentTicket(portal.itsm, { status: 'closed' })
  await allFail(t, portal, token, 'TICKET_CLOSED', (request, id) =>
    id === 'addComment' ? { ...request, url: `${api}/tickets/${closed}/comments` } : null,
  )
  await allFail(t, portal, token, 'SESSION_NOT_FOUND', (request, id) =>
    id === 'endSession' ? { ...request, url: `${api}/auth/sessions/none` } : null,
  )
  await allFail(t, portal, null, 'MAIL_NOT_CONFIGURED', (request, id) =>
    id === 'requestPasswordReset' ? request : null,
  )
  await allFail(t, portal, null, 'LINK_INVALID', (request, id) =>
    documents(id, 'LINK_INVALID')
      ? { ...request, payload: { ...(request.payload as object), token: 'x'.repeat(43) } }
      : null,
  )
  await allFail(t, portal, token, 'PASSWORD_TOO_WEAK', (request, id) => {
    const name = id === 'changePassword' ? 'newPassword' : 'password'
    const payload = { ...(request.payload as object), [name]: 'password1234' }
    return documents(id, 'PASSWORD_TOO_WEAK') ? { ...request, payload } : null
  })
  await allFail(t, portal, token, 'WRONG_PASSWORD', (request, id) => {
    const name = id === 'changePassword' ? 'currentPassword' : 'password'
    const payload = { ...(request.payload as object), [name]: 'not theirs' }
    return documents(id, 'WRONG_PASSWORD') ? { ...request, payload } : null
  })
  const nobody: Change = ({ url, ...request }, id) =>
    documents(id, 'PORTAL_USER_NOT_FOUND') ? { ...request, url: String(url).replace(demoIds.priya, 'none') } : null
  await allFail(t, portal, token, 'PORTAL_USER_NOT_FOUND', nobody)
  const withPayload =
    (code: ErrorCode, payload: object): Change =>
    (request, id) =>
      documents(id, code) && id !== 'importPortalUsers'
        ? { ...request, payload: { ...(request.payload as object), ...payload } }
        : null
  await allFail(t, portal, token, 'EMAIL_TAKEN', withPayload('EMAIL_TAKEN', { email: demoLogin.email.toUpperCase() }))
  const elsewheres = { customerId: demoIds.hansa }
  await allFail(t, portal, token, 'UNKNOWN_CUSTOMER', withPayload('UNKNOWN_CUSTOMER', elsewheres))
  await allFail(t, portal, token, 'IMPORT_UNREADABLE', (request, id) =>
    documents(id, 'IMPORT_UNREADABLE') ? { ...request, payload: { csv: 'mail\nx' } } : null,
  )
  await portal.request(agentToken(), { method: 'POST', url: `${adminApi}/users/${demoIds.priya}/disable` })
  await allFail(t, portal, token, 'PORTAL_USER_DISABLED', (request, id) =>
    documents(id, 'PORTAL_USER_DISABLED') ? request : null,
  )
  await allFail(t, portal, null, 'INVALID_CREDENTIALS', (request, id) =>
    id === 'login' ? { ...request, payload: { ...demoLogin, password: 'wrong' } } : null,
  )
})

t.test('with the cookie of the built-in portal, or of the ITSM, other sites can change nothing', async (t) => {
  const portal = await startPortal(t, 'sqlite')
  const cookie = `__Host-customer_portal=${await portal.signIn()}; opsweave_token=${agentToken()}`
  await allFail(t, portal, null, 'CROSS_ORIGIN_REQUEST', (request, id) =>
    documents(id, 'CROSS_ORIGIN_REQUEST') ? { ...request, headers: { cookie, 'sec-fetch-site': 'cross-site' } } : null,
  )
})

t.test('a key of one request is refused for another', async (t) => {
  const portal = await startPortal(t, 'sqlite')
  const token = await portal.signIn()
  const headers = { 'idempotency-key': '0d4f5d3e-9a53-4f7e-b5a6-6f2b8a3c1e90' }
  await portal.request(token, {
    method: 'POST',
    url: `${api}/tickets`,
    headers,
    payload: { ...ticket, title: 'Other' },
  })
  await allFail(t, portal, token, 'IDEMPOTENCY_KEY_REUSED', (request, id) =>
    ['createTicket', 'addComment'].includes(id) ? { ...request, headers } : null,
  )
})

t.test('whoever asks too often is told to wait, by every operation', async (t) => {
  const portal = await startPortal(t, 'sqlite', { environment: { RATE_LIMIT_PER_MINUTE: '1' } })
  const token = await portal.signIn()
  await allFail(t, portal, token, 'RATE_LIMITED', (request) => request)
  await allFail(t, portal, 'no token', 'RATE_LIMITED', (request) => request)
})

t.test('a database that is away is a 503 of every operation that needs it', async (t) => {
  const itsm = await createTestItsm('sqlite')
  t.teardown(itsm.drop)
  const away = 'mysql://nobody@127.0.0.1:1/nothing'
  const portal = await startPortalOn(t, itsm, { database: open(away), environment: { DATABASE_URL: away } })
  const user = { id: 'x', email: 'x', displayName: 'x', customerId: 'x', tenantId: 'x' }
  const { token } = portal.app.issueToken(user, new Date())
  // People on their way through an identity provider are led back to the sign-in page, which says so.
  const needsNone = [
    ...['getLiveness', 'getOpenApiDocument', 'getSignInOptions'],
    ...['startSingleSignOn', 'finishSingleSignOn'],
  ]
  await allFail(t, portal, token, 'SERVICE_UNAVAILABLE', (request, id) => (needsNone.includes(id) ? null : request))
})

onEachDatabase(t, 'an error of our own says nothing about itself', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const token = await portal.signIn()
  await sql`drop table kb_articles`.execute(portal.itsm.admin.kysely)
  const isArticles = /Article|Categor/
  await allFail(t, portal, token, 'INTERNAL_ERROR', (request, id) => (isArticles.test(id) ? request : null))
  const answer = await portal.request(token, { url: `${api}/kb` })
  t.same(Object.keys(answer.json().error), ['code', 'message', 'requestId'])
  t.notMatch(answer.body, /kb_articles|select|sql/i)
})
