import { sql } from 'kysely'
import t from 'tap'
import { onEachDatabase } from '../support/databases.ts'
import { onEachKnowledgeBase } from '../support/knowledge-base.ts'
import { api, startPortal } from '../support/portal.ts'

onEachKnowledgeBase(t, 'an article is read by its id and by its slug', async (t, start) => {
  const { article } = await start([
    { title: 'other' },
    {
      title: 'VPN',
      content: '## Install\n\nRun **setup**.',
      category: 'Network',
      tags: ['vpn'],
      differences: { id: 'the-id', slug: 'größe-und-mehr' },
    },
  ])
  const expected = {
    id: 'the-id',
    slug: 'größe-und-mehr',
    address: 'größe-und-mehr',
    title: 'VPN',
    excerpt: 'Install Run setup.',
    category: 'Network',
    tags: ['vpn'],
    publishedAt: '2026-03-01T12:00:00.000Z',
    updatedAt: '2025-01-01T00:00:00.000Z',
    content: '## Install\n\nRun **setup**.',
    contentHtml: '<h2 id="section-install">Install</h2>\n<p>Run <strong>setup</strong>.</p>\n',
  }
  t.same(await article('the-id'), expected)
  t.same(await article('größe-und-mehr'), expected)
})

onEachKnowledgeBase(t, 'an id goes before a slug that is the same', async (t, start) => {
  const { article } = await start([
    { title: 'by slug', differences: { id: 'a', slug: 'same' } },
    { title: 'by id', differences: { id: 'same', slug: 'z' } },
  ])
  t.equal((await article('same')).title, 'by id')
})

onEachKnowledgeBase(t, 'an article called like an address of the API is still read by its id', async (t, start) => {
  const { article } = await start([{ title: 'Categories', differences: { id: 'the-id', slug: 'categories' } }])
  t.equal((await article('the-id')).slug, 'categories')
})

onEachKnowledgeBase(t, 'the address of a card opens its article, whatever its slug is', async (t, start) => {
  const uuid = '6f9619ff-8b86-4d11-b42d-00c04fc964ff'
  const slugs = ['categories', '.', '..', '', 'a/b', 'a\\b', '42', uuid, 'größe', '...', 'categories-2']
  const { list, article } = await start([
    ...slugs.map((slug) => ({ title: slug, differences: { slug } })),
    { title: 'by id', differences: { id: uuid } },
  ])
  const { data } = await list()
  t.equal(data.length, slugs.length + 1)
  for (const card of data) t.equal((await article(card.address)).id, card.id, card.slug)
  const bySlug = data.filter(({ address, slug }) => address === slug).map(({ title }) => title)
  t.same(bySlug.sort(), ['...', 'by id', 'categories-2', 'größe'].sort())
})

onEachDatabase(t, 'an article that has not changed is not sent again', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const token = await portal.signIn()
  const url = `${api}/kb/vpn-setup-windows`
  const first = await portal.request(token, { url })
  const etag = String(first.headers.etag)
  t.match(etag, /^(W\/)?"[^"]+"$/)
  t.match(first.headers['cache-control'], /private/)
  for (const version of [etag, etag.replace(/^W\//, '')]) {
    const again = await portal.request(token, { url, headers: { 'if-none-match': version } })
    t.equal(again.statusCode, 304)
    t.equal(again.body, '')
    t.equal(again.headers.etag, etag)
  }
  t.equal((await portal.request(token, { url, headers: { 'if-none-match': '"another"' } })).statusCode, 200)
  const bySlug = await portal.request(token, { url: `${api}/kb/${first.json().data.id}` })
  t.equal(bySlug.headers.etag, etag, 'one version, by whichever name')
})

onEachDatabase(t, 'an article that was edited is sent again, with another version', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const token = await portal.signIn()
  const url = `${api}/kb/vpn-setup-windows`
  const edits = [
    sql`content = 'New text.'`,
    sql`title = 'New title'`,
    sql`tags = '["new"]'`,
    sql`updated_at = '2030-01-01T00:00:00.000Z'`,
  ]
  for (const edit of edits) {
    const etag = String((await portal.request(token, { url })).headers.etag)
    await sql`update kb_articles set ${edit} where slug = 'vpn-setup-windows'`.execute(portal.itsm.admin.kysely)
    const after = await portal.request(token, { url, headers: { 'if-none-match': etag } })
    t.equal(after.statusCode, 200)
    t.not(after.headers.etag, etag)
  }
  t.match((await portal.request(token, { url })).json().data, { contentHtml: '<p>New text.</p>\n', tags: ['new'] })
})

onEachDatabase(t, 'an article that was withdrawn is gone, whatever version one has', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const token = await portal.signIn()
  const url = `${api}/kb/vpn-setup-windows`
  const etag = String((await portal.request(token, { url })).headers.etag)
  await sql`update kb_articles set status = 'archived' where slug = 'vpn-setup-windows'`.execute(
    portal.itsm.admin.kysely,
  )
  t.equal((await portal.request(token, { url, headers: { 'if-none-match': etag } })).statusCode, 404)
  t.equal((await portal.request(null, { url, headers: { 'if-none-match': etag } })).statusCode, 401)
})
