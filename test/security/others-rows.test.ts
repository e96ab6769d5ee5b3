import { type RawBuilder, sql } from 'kysely'
import t from 'tap'
import { errorTable } from '../../schemas/errors.ts'
import { demoIds, demoPortalUsers, demoTenants } from '../../src/demo/people.ts'
import { onEachDatabase } from '../support/databases.ts'
import { subjectsOf } from '../support/operations/subjects.ts'
import { protectedRequests } from '../support/operations.ts'
import { api, startPortal, type TestPortal } from '../support/portal.ts'

const others = {
  otherCustomer: ['priya.raman@globex.example.com', 'demo-org'],
  otherTenant: ['henrik.claasen@hansa-shipping.example.com', 'nordwind'],
} as const

for (const whose of ['otherCustomer', 'otherTenant'] as const)
  onEachDatabase(t, `${whose}: other people’s rows do not exist`, async (t, dialect) => {
    const portal = await startPortal(t, dialect)
    const subjects = await subjectsOf(portal)
    const owner = await portal.signIn()
    const [email, tenant] = others[whose]
    const token = await portal.signIn(email, tenant)
    for (const { operationId, expected, request } of protectedRequests(subjects)) {
      const seen = expected[whose]
      const answer = await portal.request(token, request)
      if (seen === 'the same') t.equal(answer.statusCode, expected.status, operationId)
      else if (seen === 'their own') {
        t.equal(answer.statusCode, expected.status, operationId)
        const theirs = idsIn(answer.json())
        const ours = idsIn((await portal.request(owner, request)).json())
        t.same(
          [...theirs].filter((id) => ours.has(id)),
          [],
          `${operationId}: no row in common`,
        )
      } else {
        t.equal(answer.statusCode, errorTable[seen].status, operationId)
        t.equal(answer.json().error.code, seen)
      }
    }
  })

function idsIn(value: unknown): Set<string> {
  return new Set([...JSON.stringify(value).matchAll(/"id":"([^"]+)"/g)].map((match) => match[1] ?? ''))
}

/** The ids that the ITSM itself says are somebody's, in order. */
async function idsWhere({ itsm }: TestPortal, table: string, where: RawBuilder<unknown>): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from ${sql.table(table)} where ${where}`.execute(
    itsm.admin.kysely,
  )
  return rows.map(({ id }) => id).sort()
}

const idsOf = (rows: { id: string }[]) => rows.map(({ id }) => id).sort()

for (const user of demoPortalUsers)
  onEachDatabase(t, `${user.displayName} sees all of their rows, and no other`, async (t, dialect) => {
    const portal = await startPortal(t, dialect)
    const slug = demoTenants.find(({ id }) => id === user.tenantId)?.slug
    const token = await portal.signIn(user.email, slug)
    const get = async (path: string) => (await portal.request(token, { url: `${api}${path}` })).json()

    const tickets = await get('/tickets?limit=100')
    const mine = sql`tenant_id = ${user.tenantId} and customer_id = ${user.customerId} and status <> 'archived'`
    const ids = await idsWhere(portal, 'tickets', mine)
    t.ok(ids.length > 0 && ids.length < 100)
    t.same(idsOf(tickets.data), ids)
    t.equal(tickets.meta.total, ids.length)
    for (const { status, count } of (await get('/tickets/counts')).data)
      t.equal(count, (await idsWhere(portal, 'tickets', sql`${mine} and status = ${status}`)).length, status)

    for (const id of ids) {
      const external = sql`ticket_id = ${id} and is_internal = 0 and source in ('agent', 'customer', 'email')`
      t.same(idsOf((await get(`/tickets/${id}/comments`)).data), await idsWhere(portal, 'ticket_comments', external))
      t.same(idsOf((await get(`/tickets/${id}`)).data.comments), await idsWhere(portal, 'ticket_comments', external))
    }

    const readable = sql`tenant_id = ${user.tenantId} and visibility = 'public' and status = 'published'`
    const articles = await get('/kb?limit=100')
    t.same(idsOf(articles.data), await idsWhere(portal, 'kb_articles', readable))
    t.equal(articles.meta.total, articles.data.length)
    for (const { name, articleCount } of (await get('/kb/categories')).data)
      t.equal(
        articleCount,
        (await idsWhere(portal, 'kb_articles', sql`${readable} and category = ${name}`)).length,
        name,
      )
  })

onEachDatabase(t, 'what a user writes is theirs, whatever the request says of others', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const { kysely } = portal.itsm.admin
  const token = await portal.signIn('priya.raman@globex.example.com')
  const headers = { 'x-tenant-id': demoIds.nordwind, 'x-customer-id': demoIds.acme, 'x-user-id': demoIds.katharina }
  const payload = { ticketType: 'incident', title: 'Whose?', description: 'Whose?' }
  const created = await portal.request(token, { method: 'POST', url: `${api}/tickets`, headers, payload })
  t.equal(created.statusCode, 201)
  const { id } = created.json().data
  const tickets = await sql`
    select tenant_id, customer_id, reporter_id, created_by from tickets where id = ${id}`.execute(kysely)
  const priya = demoIds.priya
  t.same(tickets.rows.map(plain), [
    { tenant_id: demoIds.demoOrg, customer_id: demoIds.globex, reporter_id: priya, created_by: priya },
  ])

  const comments = `${api}/tickets/${id}/comments`
  await portal.request(token, { method: 'POST', url: comments, headers, payload: { content: 'Mine.' } })
  const rows = await sql`select tenant_id, author_id from ticket_comments where ticket_id = ${id}`.execute(kysely)
  t.same(rows.rows.map(plain), [{ tenant_id: demoIds.demoOrg, author_id: priya }])
})

/** Rows of the databases have prototypes of their own. */
function plain(row: unknown): object {
  return { ...(row as object) }
}

onEachDatabase(t, 'whose rows a request touches follows from the token alone', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const token = await portal.signIn('priya.raman@globex.example.com')
  const headers = { 'x-tenant-id': demoIds.nordwind, 'x-customer-id': demoIds.acme, 'x-user-id': demoIds.katharina }
  for (const url of [`${api}/tickets`, `${api}/tickets/counts`, `${api}/kb`, `${api}/auth/me`]) {
    const plainAnswer = await portal.request(token, { url })
    t.equal((await portal.request(token, { url, headers })).body, plainAnswer.body, `headers change nothing: ${url}`)
  }
  const subjects = await subjectsOf(portal)
  for (const name of ['tenantId', 'customerId', 'tenant_id', 'customer_id', 'userId', 'reporterId', 'authorId'])
    for (const { operationId, request } of protectedRequests(subjects)) {
      const inQuery = { ...request, url: `${String(request.url).split('?')[0]}?${name}=${demoIds.acme}` }
      t.equal((await portal.request(token, inQuery)).statusCode, 400, `${operationId}: query ${name}`)
      if (typeof request.payload !== 'object') continue
      const inBody = { ...request, payload: { ...request.payload, [name]: demoIds.acme } }
      t.equal((await portal.request(token, inBody)).statusCode, 400, `${operationId}: body ${name}`)
    }
})
