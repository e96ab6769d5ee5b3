import type { InjectOptions } from 'fastify'
import { sql } from 'kysely'
import t, { type Test } from 'tap'
import type { ErrorCode } from '../../schemas/errors.ts'
import { agentToken } from '../support/agents.ts'
import { createTestItsm, onEachDatabase, open } from '../support/databases.ts'
import { answerCheck, operationsOf, readDocument } from '../support/openapi-document.ts'
import { errorCodesOf, ownCodesOf } from '../support/operations/error-codes.ts'
import type { ExpectedOperation } from '../support/operations/operation.ts'
import { subjectsOf } from '../support/operations/subjects.ts'
import { operations, requestOf } from '../support/operations.ts'
import { withMail } from '../support/password-links.ts'
import { api, startPortal, startPortalOn, type TestPortal } from '../support/portal.ts'

const document = await readDocument()
const wrongWith = answerCheck(document)

/** The token that an operation takes. @param token of a portal user, or none that is good */
function tokenFor({ access }: ExpectedOperation, token: string): string {
  return access === 'administrator' && token !== 'no token' ? agentToken() : token
}

type Change = (request: InjectOptions, operationId: string, expected: ExpectedOperation) => InjectOptions | null

/** Sends the requests of all operations, changed so that they fail, and holds the answers against the document. */
async function allFail(t: Test, portal: TestPortal, token: string | null, code: ErrorCode, change: Change) {
  const subjects = await subjectsOf(portal)
  let count = 0
  for (const [operationId, expected] of Object.entries(operations)) {
    const changed = change(requestOf(expected, subjects), operationId, expected)
    if (changed === null) continue
    const answer = await portal.request(token === null ? null : tokenFor(expected, token), changed)
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

onEachDatabase(t, 'every operation answers those who may call it, as the document says', async (t, dialect) => {
  const portal = await startPortal(t, dialect, { environment: withMail })
  const token = await portal.signIn()
  const subjects = await subjectsOf(portal)
  t.same(Object.keys(operations).sort(), [...operationsOf(document).keys()].sort(), 'every operation has a request')
  // The token is sent to public operations too: it must not matter there.
  for (const [operationId, expected] of Object.entries(operations)) {
    const more = expected.moreRequests?.(subjects) ?? []
    for (const request of [expected.request(subjects), ...more]) {
      const answer = await portal.request(tokenFor(expected, token), { method: expected.method, ...request })
      t.equal(answer.statusCode, expected.status, `${operationId} ${answer.body}`)
      t.equal(wrongWith(operationId, answer), null)
    }
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
  await allFail(t, portal, null, 'UNAUTHENTICATED', (request, _, { access }) => (access === 'public' ? null : request))
})

t.test('every error of an operation’s own is provoked, and is what the document says', async (t) => {
  const portal = await startPortal(t, 'sqlite')
  const ownToken = await portal.signIn()
  const subjects = await subjectsOf(portal)
  for (const [operationId, expected] of Object.entries(operations))
    for (const code of ownCodesOf(expected.errors)) {
      const token = tokenFor(expected, ownToken)
      const request = await expected.errors[code]?.({ portal, subjects, token })
      if (!request) continue
      const caller = expected.access === 'public' ? null : token
      const answer = await portal.request(caller, { method: expected.method, ...request })
      t.equal(answer.json().error?.code, code, `${operationId} ${answer.body.slice(0, 200)}`)
      t.equal(wrongWith(operationId, answer), null)
    }
})

t.test('with the cookie of the built-in portal, or of the ITSM, other sites can change nothing', async (t) => {
  const portal = await startPortal(t, 'sqlite')
  const cookie = `__Host-customer_portal=${await portal.signIn()}; opsweave_token=${agentToken()}`
  await allFail(t, portal, null, 'CROSS_ORIGIN_REQUEST', (request, _, expected) =>
    errorCodesOf(expected).includes('CROSS_ORIGIN_REQUEST')
      ? { ...request, headers: { cookie, 'sec-fetch-site': 'cross-site' } }
      : null,
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
