import t from 'tap'
import { agentToken } from '../support/agents.ts'
import { onEachDatabase } from '../support/databases.ts'
import type { ExpectedOperation } from '../support/operations/operation.ts'
import { subjectsOf } from '../support/operations/subjects.ts'
import { operations, requestOf } from '../support/operations.ts'
import { api, startPortal, type TestPortal } from '../support/portal.ts'
import { startRouted } from '../support/routes.ts'

interface OperationOfDocument {
  operationId: string
  security: object[]
}

interface PathOfDocument {
  method: string
  path: string
  operation: OperationOfDocument
}

/** What the running service says of itself. */
function operationsOf(portal: TestPortal): PathOfDocument[] {
  const { paths }: { paths: Record<string, Record<string, OperationOfDocument>> } = JSON.parse(
    JSON.stringify(portal.app.swagger()),
  )
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  )
}

/** Who may call an operation, as the document says it. */
function accessOf(security: object[]): string {
  const schemes = security
    .flatMap((scheme) => Object.keys(scheme))
    .toSorted()
    .join()
  return (
    { '': 'public', 'portalCookie,portalToken': 'portal', 'agentCookie,agentToken': 'administrator' }[schemes] ??
    schemes
  )
}

/** A token of somebody who may call an operation. */
async function tokenFor(portal: TestPortal, access: ExpectedOperation['access']): Promise<string | null> {
  if (access === 'administrator') return agentToken()
  return access === 'portal' ? portal.signIn() : null
}

onEachDatabase(t, 'every operation says who may call it, and the contract says the same', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const documented = new Map(operationsOf(portal).map(({ operation }) => [operation.operationId, operation]))
  for (const operationId of documented.keys())
    t.ok(
      operationId in operations,
      `${operationId} is missing in test/support/operations: say there who may call it, what others see, and its errors`,
    )
  for (const [operationId, { access }] of Object.entries(operations)) {
    const operation = documented.get(operationId)
    t.ok(operation, `${operationId} stands in test/support/operations, but no route has this operation`)
    if (operation) t.equal(accessOf(operation.security), access, operationId)
  }
})

onEachDatabase(t, 'the requests of the expectations are those of their operations', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const subjects = await subjectsOf(portal)
  for (const { method, path, operation } of operationsOf(portal)) {
    const expected = operations[operation.operationId]
    const pattern = new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`)
    t.equal(expected?.method, method, operation.operationId)
    const requests = expected ? [expected.request(subjects), ...(expected.moreRequests?.(subjects) ?? [])] : []
    for (const { url } of requests) t.match(String(url).split('?')[0], pattern, operation.operationId)
  }
})

/** Routes that stand in no document: the operator's, and files that are the same for everybody. */
const outsideTheDocument = [/^\/metrics$/, /^\/docs(\/|$)/, /^\/portal(\/|$)/, /^\/$/]

t.test('no route stands outside the document, except the operator’s and files', async (t) => {
  const portal = await startRouted(t, 'sqlite')
  const documented = new Set(operationsOf(portal).map(({ method, path }) => `${method} ${path}`))
  for (const { method, url } of portal.routes) {
    const name = `${method === 'HEAD' ? 'GET' : method} ${url.replaceAll(/:(\w+)/g, '{$1}')}`
    t.ok(documented.has(name) || outsideTheDocument.some((pattern) => pattern.test(url)), `${method} ${url}`)
  }
  t.ok(portal.routes.length > documented.size)
})

t.test('asking for the head alone lets nobody in', async (t) => {
  const portal = await startRouted(t, 'sqlite')
  const subjects = await subjectsOf(portal)
  for (const [operationId, expected] of Object.entries(operations)) {
    const { access, status } = expected
    if (expected.method !== 'GET') continue
    const token = await tokenFor(portal, access)
    const head = { ...requestOf(expected, subjects), method: 'HEAD' } as const
    t.equal((await portal.request(null, head)).statusCode, access === 'public' ? status : 401, operationId)
    t.equal((await portal.request(token, head)).body, '', 'and it holds nothing')
  }
})

onEachDatabase(t, 'metrics are for the operator alone', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const metricsToken = portal.environment.METRICS_TOKEN ?? ''
  for (const method of ['GET', 'HEAD'] as const) {
    const status = async (token: string | null) => (await portal.request(token, { method, url: '/metrics' })).statusCode
    t.equal(await status(null), 401)
    t.equal(await status(await portal.signIn()), 401)
    t.equal(await status(`${metricsToken}x`), 401)
    t.equal(await status(metricsToken), 200)
  }
  const tickets = await portal.request(metricsToken, { url: `${api}/tickets` })
  t.equal(tickets.statusCode, 401, 'and see nothing else with it')
})

t.test('where no token is set there are no metrics', async (t) => {
  const portal = await startPortal(t, 'sqlite', { environment: { METRICS_TOKEN: '' } })
  for (const token of [null, '', 'undefined'])
    t.equal((await portal.request(token, { url: '/metrics' })).statusCode, 404)
})
