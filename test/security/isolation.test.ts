import { sql } from 'kysely'
import t from 'tap'
import { demoIds } from '../../src/demo/people.ts'
import { onEachDatabase } from '../support/databases.ts'
import { api, startPortal, type TestPortal } from '../support/portal.ts'
import { expectations, type Subjects } from './expectations.ts'
import { brokenTokens } from './tokens.ts'

interface OperationOfDocument {
  operationId: string
  security: object[]
}

function operationsOf(portal: TestPortal): OperationOfDocument[] {
  const { paths }: { paths: Record<string, Record<string, OperationOfDocument>> } = JSON.parse(
    JSON.stringify(portal.app.swagger()),
  )
  return Object.values(paths).flatMap((methods) => Object.values(methods))
}

async function subjectsOf(portal: TestPortal): Promise<Subjects> {
  const token = await portal.signIn()
  const tickets = (await portal.request(token, { url: `${api}/tickets?status=open` })).json().data
  return { ticketId: tickets[0].id, articleSlug: 'vpn-setup-windows' }
}

/** The requests of all operations that only portal users may call. */
function* protectedRequests(subjects: Subjects) {
  for (const [operationId, expectation] of Object.entries(expectations))
    if (expectation.access === 'portal') yield { operationId, expectation, request: expectation.request(subjects) }
}

onEachDatabase(t, 'every operation says who may call it, and the contract says the same', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const operations = operationsOf(portal)
  t.same(
    operations.map(({ operationId }) => operationId).sort(),
    Object.keys(expectations).sort(),
    'each operation of the document has an expectation, and the other way round',
  )
  for (const { operationId, security } of operations)
    t.equal(security.length === 0 ? 'public' : 'portal', expectations[operationId]?.access, operationId)
})

onEachDatabase(t, 'every operation answers those who may call it', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const subjects = await subjectsOf(portal)
  for (const [operationId, { access, request, status }] of Object.entries(expectations)) {
    const token = access === 'public' ? null : await portal.signIn()
    t.equal((await portal.request(token, request(subjects))).statusCode, status, operationId)
  }
})

onEachDatabase(t, 'no token, or a broken one, gets the same 401 everywhere', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const subjects = await subjectsOf(portal)
  const tokens: Record<string, string | null> = { 'no token': null, ...brokenTokens(await portal.signIn()) }
  for (const { operationId, request } of protectedRequests(subjects))
    for (const [kind, token] of Object.entries(tokens)) {
      const answer = await portal.request(token, request)
      t.equal(answer.statusCode, 401, `${operationId}: ${kind}`)
      t.equal(answer.json().error.code, 'UNAUTHENTICATED')
      t.equal(answer.headers['www-authenticate'], 'Bearer')
    }
})

const switchedOff = {
  'the user': sql`update customer_portal_users set is_active = 0 where id = ${demoIds.katharina}`,
  'the customer': sql`update customers set is_active = 0 where id = ${demoIds.acme}`,
  'the tenant': sql`update tenants set is_active = 0 where id = ${demoIds.demoOrg}`,
  'the row of the user': sql`update customer_portal_users set customer_id = ${demoIds.globex} where id = ${demoIds.katharina}`,
}

for (const [what, switchOff] of Object.entries(switchedOff))
  onEachDatabase(t, `a token works no longer once ${what} is switched off or moved`, async (t, dialect) => {
    const portal = await startPortal(t, dialect)
    const subjects = await subjectsOf(portal)
    // Sessions that were not looked up before, so that no answer is remembered.
    const token = await portal.signIn()
    await switchOff.execute(portal.host.admin.kysely)
    for (const { operationId, request } of protectedRequests(subjects))
      t.equal((await portal.request(token, request)).statusCode, 401, operationId)
  })

onEachDatabase(t, 'a token works no longer after signing out', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const subjects = await subjectsOf(portal)
  const token = await portal.signIn()
  await portal.request(token, { method: 'POST', url: `${api}/auth/logout` })
  for (const { operationId, request } of protectedRequests(subjects))
    t.equal((await portal.request(token, request)).statusCode, 401, operationId)
})

const others = {
  otherCustomer: ['priya.raman@globex.example.com', 'demo-org'],
  otherTenant: ['henrik.claasen@hansa-shipping.example.com', 'nordwind'],
} as const

for (const [whose, [email, tenant]] of Object.entries(others))
  onEachDatabase(t, `${whose}: other people’s rows do not exist`, async (t, dialect) => {
    const portal = await startPortal(t, dialect)
    const subjects = await subjectsOf(portal)
    const owner = await portal.signIn()
    for (const { operationId, expectation, request } of protectedRequests(subjects)) {
      const token = await portal.signIn(email, tenant)
      const expected = expectation[whose as keyof typeof others]
      const answer = await portal.request(token, request)
      if (expected === 'the same') t.equal(answer.statusCode, expectation.status, operationId)
      else if (expected === 'their own') {
        t.equal(answer.statusCode, expectation.status, operationId)
        const theirs = idsIn(answer.json())
        const ours = idsIn((await portal.request(owner, request)).json())
        t.same(
          [...theirs].filter((id) => ours.has(id)),
          [],
          `${operationId}: no row in common`,
        )
      } else {
        t.equal(answer.statusCode, 404, operationId)
        t.equal(answer.json().error.code, expected)
      }
    }
  })

function idsIn(value: unknown): Set<string> {
  return new Set([...JSON.stringify(value).matchAll(/"id":"([^"]+)"/g)].map((match) => match[1] ?? ''))
}

onEachDatabase(t, 'what one may not see is answered like what does not exist, byte for byte', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const token = await portal.signIn('priya.raman@globex.example.com')
  const { kysely } = portal.host.admin
  const ticketOf = async (where: ReturnType<typeof sql>) =>
    String((await sql<{ id: string }>`select id from tickets where ${where}`.execute(kysely)).rows[0]?.id)
  const articleOf = async (where: ReturnType<typeof sql>) =>
    (await sql<{ id: string; slug: string }>`select id, slug from kb_articles where ${where}`.execute(kysely)).rows[0]
  await sql`update tickets set status = 'archived' where customer_id = ${demoIds.globex} and status = 'closed'`.execute(
    kysely,
  )

  const tickets = {
    'of another customer': await ticketOf(sql`customer_id = ${demoIds.acme}`),
    'of another tenant': await ticketOf(sql`tenant_id = ${demoIds.nordwind}`),
    'of nobody': await ticketOf(sql`customer_id is null`),
    archived: await ticketOf(sql`customer_id = ${demoIds.globex} and status = 'archived'`),
    'that is no id': 'a%20b%27--',
    'with an overlong id': 'x'.repeat(300),
  }
  for (const path of ['', '/comments']) {
    const nothing = await portal.request(token, { url: `${api}/tickets/00000000-0000-4000-8000-000000000000${path}` })
    for (const [name, id] of Object.entries(tickets))
      t.equal(
        anonymous((await portal.request(token, { url: `${api}/tickets/${id}${path}` })).body),
        anonymous(nothing.body),
        `a ticket ${name}${path}`,
      )
  }
  const nothing = await portal.request(token, { url: `${api}/kb/there-is-none` })
  const hidden = {
    internal: await articleOf(sql`visibility = 'internal'`),
    draft: await articleOf(sql`status = 'draft'`),
    archived: await articleOf(sql`status = 'archived'`),
    'of another tenant': await articleOf(sql`tenant_id = ${demoIds.nordwind}`),
  }
  for (const [name, article] of Object.entries(hidden))
    for (const key of [article?.id, article?.slug])
      t.equal(anonymous((await portal.request(token, { url: `${api}/kb/${key}` })).body), anonymous(nothing.body), name)
})

function anonymous(body: string): string {
  return body.replace(/"requestId":"[^"]+"/, '"requestId":""')
}

onEachDatabase(t, 'whose rows a request touches follows from the token alone', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const token = await portal.signIn('priya.raman@globex.example.com')
  const plain = await portal.request(token, { url: `${api}/tickets` })
  const headers = { 'x-tenant-id': demoIds.nordwind, 'x-customer-id': demoIds.acme, 'x-user-id': demoIds.katharina }
  t.equal((await portal.request(token, { url: `${api}/tickets`, headers })).body, plain.body, 'headers change nothing')
  for (const name of ['tenantId', 'customerId', 'tenant_id', 'reporterId']) {
    t.equal(
      (await portal.request(token, { url: `${api}/tickets?${name}=${demoIds.acme}` })).statusCode,
      400,
      `query ${name}`,
    )
    const payload = { ticketType: 'incident', title: 'Whose?', description: 'Whose?', [name]: demoIds.acme }
    t.equal(
      (await portal.request(token, { method: 'POST', url: `${api}/tickets`, payload })).statusCode,
      400,
      `body ${name}`,
    )
  }
})

onEachDatabase(t, 'metrics are for the operator alone', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  t.equal((await portal.request(null, { url: '/metrics' })).statusCode, 401)
  t.equal((await portal.request(await portal.signIn(), { url: '/metrics' })).statusCode, 401)
  const metricsToken = portal.environment.METRICS_TOKEN ?? ''
  t.equal((await portal.request(metricsToken, { url: '/metrics' })).statusCode, 200)
  t.equal(
    (await portal.request(metricsToken, { url: `${api}/tickets` })).statusCode,
    401,
    'and see nothing else with it',
  )
})
