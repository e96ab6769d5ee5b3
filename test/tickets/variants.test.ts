import { sql } from 'kysely'
import t, { type Test } from 'tap'
import { demoIds } from '../../src/demo/people.ts'
import { onServer } from '../support/databases.ts'
import { api, startPortal, type TestPortal, type TestPortalOptions } from '../support/portal.ts'

const ticket = {
  ticketType: 'incident',
  title: 'The scanner jams',
  description: 'Every **second** page.',
  priority: 'critical',
}

/** Everything that a customer does, on one ITSM; what was written is then looked at in the ITSM itself. */
async function ticketLife(t: Test, portal: TestPortal): Promise<Record<string, unknown>> {
  const token = await portal.signIn()
  const get = async (path: string) => {
    const answer = await portal.request(token, { url: api + path })
    t.equal(answer.statusCode, 200, `${path} ${answer.body.slice(0, 200)}`)
    return answer.json()
  }
  const post = async (path: string, payload: object) => {
    const answer = await portal.request(token, { method: 'POST', url: api + path, payload })
    t.equal(answer.statusCode, 201, answer.body)
    return answer.json().data
  }

  const me = (await get('/auth/me')).data
  t.match(me, { displayName: 'Katharina Lindner', customer: { id: demoIds.acme }, tenant: { slug: 'demo-org' } })
  t.match(me.lastLoginAt, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)

  const before = await get('/tickets')
  t.ok(before.meta.total > 0)
  const agents = before.data.filter((row: { source: string }) => row.source !== 'portal')
  t.ok(agents.length > 0 && agents.every((row: { reporter: unknown }) => row.reporter !== null))

  const created = await post('/tickets', ticket)
  const comment = await post(`/tickets/${created.id}/comments`, { content: 'It is *still* jammed.' })
  t.match(comment, { isOwn: true, source: 'customer', author: { displayName: 'Katharina Lindner' } })

  const after = await get('/tickets?sort=updatedAt')
  t.equal(after.meta.total, before.meta.total + 1)
  t.equal(after.data[0].id, created.id)
  t.match(after.data[0], { ...ticket, reporter: { displayName: 'Katharina Lindner' } })
  const { data: read } = await get(`/tickets/${created.id}`)
  t.same(read.comments, [comment])
  t.equal(read.updatedAt, comment.createdAt)

  const colleague = await portal.signIn('mehmet.yildiz@acme.example.com')
  const seen = await portal.request(colleague, { url: `${api}/tickets/${created.id}` })
  t.match(seen.json().data, {
    reporter: { displayName: 'Katharina Lindner' },
    comments: [{ isOwn: false, author: { displayName: 'Katharina Lindner' } }],
  })

  const found = await get('/kb?q=vpn')
  t.ok(found.data.length > 0)
  const { data: article } = await get(`/kb/${found.data[0].slug}`)
  t.match(article.contentHtml, /<p>/)
  t.ok((await get('/kb/categories')).data.length > 0)

  const { rows } = await sql<Record<string, unknown>>`select * from tickets where id = ${created.id}`.execute(
    portal.itsm.admin.kysely,
  )
  return { ...rows[0] }
}

/** The rows of `users` that stand for portal users. */
async function mirrors({ itsm }: TestPortal): Promise<number> {
  const { rows } = await sql`select id from users where auth_provider = 'portal'`.execute(itsm.admin.kysely)
  return rows.length
}

async function forgetMirrors({ itsm }: TestPortal): Promise<void> {
  await sql`delete from users where auth_provider = 'portal'`.execute(itsm.admin.kysely)
}

const text = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
const datetime = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}$/

const variants: { name: string; options: TestPortalOptions; row: Record<string, unknown> }[] = [
  { name: 'the plain ITSM', options: {}, row: { created_at: text, sla_response_due: text, sla_tier: 'gold' } },
  {
    name: 'timestamps as DATETIME',
    options: { timestamps: 'datetime' },
    row: { created_at: datetime, updated_at: datetime, sla_response_due: datetime, sla_resolve_due: datetime },
  },
  {
    name: 'columns that the portal does not know, and another order',
    options: { foreignColumns: true },
    row: { plugin_score: 0, plugin_note: 'n/a', created_at: text },
  },
  {
    name: 'no foreign keys of authors',
    options: { authorForeignKeys: false },
    row: { reporter_id: demoIds.katharina, created_by: demoIds.katharina },
  },
  {
    name: 'no SLA tables',
    options: { sla: false },
    row: { sla_tier: null, sla_response_due: null, sla_resolve_due: null, sla_breached: 0 },
  },
  { name: 'no portal users of its own', options: { portalUsers: false }, row: { created_at: text, sla_tier: 'gold' } },
  {
    name: 'the recommended indexes',
    options: { recommendedIndexes: true },
    row: { created_at: text, sla_tier: 'gold' },
  },
  {
    name: 'all of it at once',
    options: {
      timestamps: 'datetime',
      foreignColumns: true,
      authorForeignKeys: false,
      sla: false,
      portalUsers: false,
      recommendedIndexes: true,
    },
    row: { created_at: datetime, plugin_note: 'n/a', reporter_id: demoIds.katharina, sla_response_due: null },
  },
]

for (const { name, options, row } of variants)
  onServer(t, `the life of a ticket on an ITSM with ${name}`, async (t) => {
    const portal = await startPortal(t, 'mysql', options)
    if (options.authorForeignKeys === false) await forgetMirrors(portal)
    const stored = await ticketLife(t, portal)
    t.match(stored, { source: 'portal', status: 'open', customer_id: demoIds.acme, ...row })
    if (options.authorForeignKeys === false) t.equal(await mirrors(portal), 0, 'nobody is mirrored')
  })
