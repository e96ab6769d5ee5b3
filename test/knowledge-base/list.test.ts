import t from 'tap'
import { onEachKnowledgeBase } from '../support/knowledge-base.ts'
import { api } from '../support/portal.ts'

onEachKnowledgeBase(t, 'the newest article comes first, and one without a date last', async (t, start) => {
  const { titles } = await start([
    { title: 'old', publishedDaysAgo: 100 },
    { title: 'undated', publishedDaysAgo: null },
    { title: 'new', publishedDaysAgo: 1 },
    { title: 'middle', publishedDaysAgo: 10 },
  ])
  t.same(await titles(), ['new', 'middle', 'old', 'undated'])
})

onEachKnowledgeBase(t, 'the pages, one after the other, are the whole list', async (t, start) => {
  const all = Array.from({ length: 23 }, (_, position) => ({
    title: `Article ${position}`,
    publishedDaysAgo: Math.floor(position / 4),
  }))
  const { list, titles } = await start(all)
  const whole = await titles({ limit: '100' })
  t.equal(new Set(whole).size, 23)
  const pages: string[] = []
  for (const page of ['1', '2', '3', '4', '5']) {
    pages.push(...(await titles({ limit: '5', page })))
    t.same((await list({ limit: '5', page })).meta, { total: 23, page: Number(page), limit: 5, totalPages: 5 })
  }
  t.same(pages, whole)
  t.same(await list({ limit: '5', page: '6' }), { data: [], meta: { total: 23, page: 6, limit: 5, totalPages: 5 } })
  t.same((await list()).meta, { total: 23, page: 1, limit: 25, totalPages: 1 })
})

onEachKnowledgeBase(t, 'a card has the members of the contract and no others', async (t, start) => {
  const { list } = await start([
    {
      title: 'Größe ändern',
      content: '## Vorher\n\nDie **Größe** steht im [Handbuch](https://example.com).',
      category: 'Network',
      tags: ['größe', 'a "b"'],
      publishedDaysAgo: 3,
      differences: { id: 'the-id', slug: 'groesse-aendern' },
    },
  ])
  t.same((await list()).data, [
    {
      id: 'the-id',
      slug: 'groesse-aendern',
      address: 'groesse-aendern',
      title: 'Größe ändern',
      excerpt: 'Vorher Die Größe steht im Handbuch.',
      category: 'Network',
      tags: ['größe', 'a "b"'],
      publishedAt: '2026-02-26T12:00:00.000Z',
      updatedAt: '2025-01-01T00:00:00.000Z',
    },
  ])
})

const hidden = ['internal', 'private', 'members', '', 'Public', 'public ']
  .flatMap((visibility) => ['published', 'draft', 'archived'].map((status) => ({ visibility, status })))
  .concat(
    ['draft', 'archived', 'review', '', 'PUBLISHED', 'published '].map((status) => ({ visibility: 'public', status })),
  )

onEachKnowledgeBase(t, 'an article that is not public and published is nowhere', async (t, start) => {
  const secret = { content: 'Zeppelin', category: 'Zeppelin', tags: ['zeppelin'] }
  const { portal, token, list } = await start(
    hidden.map((state, position) => ({
      ...secret,
      title: 'Zeppelin',
      differences: { ...state, id: `id-${position}`, slug: `slug-${position}` },
    })),
  )
  const queries: Record<string, string>[] = [
    {},
    { q: 'zeppelin' },
    { q: 'zep' },
    { category: 'Zeppelin' },
    { tag: 'zeppelin' },
    { page: '2' },
  ]
  for (const query of queries)
    t.match(await list(query), { data: [], meta: { total: 0, totalPages: 0 } }, JSON.stringify(query))
  t.same((await portal.request(token, { url: `${api}/kb/categories` })).json(), { data: [], meta: { total: 0 } })
  for (const [position, state] of hidden.entries())
    for (const key of ['id', 'slug']) {
      const answer = await portal.request(token, { url: `${api}/kb/${key}-${position}` })
      t.equal(answer.statusCode, 404, JSON.stringify(state))
      t.equal(answer.json().error.code, 'ARTICLE_NOT_FOUND')
    }
})
