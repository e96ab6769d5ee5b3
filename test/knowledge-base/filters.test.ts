import t from 'tap'
import { onEachKnowledgeBase } from '../support/knowledge-base.ts'
import { api } from '../support/portal.ts'

const articles = [
  { title: 'one', category: 'Network', tags: ['vpn', 'remote work'], publishedDaysAgo: 1 },
  { title: 'two', category: 'Network', tags: ['wlan', 'vpn-client'], publishedDaysAgo: 2 },
  { title: 'three', category: 'Netzwerk & Größen', tags: ['größe', 'say "hi"', 'C:\\temp'], publishedDaysAgo: 3 },
  { title: 'four', category: null, tags: ['100%', 'a_b', 'work'], publishedDaysAgo: 4 },
  { title: 'five', category: '', tags: [], publishedDaysAgo: 5 },
]

onEachKnowledgeBase(t, 'a list of one category', async (t, start) => {
  const { list, titles } = await start(articles)
  t.same(await titles({ category: 'Network' }), ['one', 'two'])
  t.same(await titles({ category: 'Netzwerk & Größen' }), ['three'])
  for (const category of ['Net', 'Netw%', 'Network Security', 'nothing'])
    t.match(await list({ category }), { data: [], meta: { total: 0 } }, category)
})

onEachKnowledgeBase(t, 'a list of one tag, which is the whole tag', async (t, start) => {
  const { list, titles } = await start(articles)
  const expected = {
    vpn: ['one'],
    'vpn-client': ['two'],
    'remote work': ['one'],
    work: ['four'],
    größe: ['three'],
    'say "hi"': ['three'],
    'C:\\temp': ['three'],
    '100%': ['four'],
    a_b: ['four'],
  }
  for (const [tag, found] of Object.entries(expected)) t.same(await titles({ tag }), found, tag)
  for (const tag of [
    'vp',
    'remote',
    'hi',
    '"',
    '%',
    '_',
    '100',
    'axb',
    '[',
    ']',
    '","',
    ',',
    ' , ',
    'vpn", "remote work',
  ])
    t.match(await list({ tag }), { data: [], meta: { total: 0 } }, tag)
})

onEachKnowledgeBase(t, 'a tag is found however its characters are written in the JSON', async (t, start) => {
  const { titles } = await start([
    { title: 'escaped', differences: { tags: '["gr\\u00f6\\u00dfe", "\\ud83d\\udc4d"]' } },
    { title: 'plain', tags: ['größe', '👍'], publishedDaysAgo: 1 },
  ])
  for (const tag of ['größe', '👍']) t.same((await titles({ tag })).toSorted(), ['escaped', 'plain'], tag)
})

onEachKnowledgeBase(t, 'filters and search narrow each other down', async (t, start) => {
  const { titles } = await start(articles)
  t.same(await titles({ category: 'Network', tag: 'wlan' }), ['two'])
  t.same(await titles({ category: 'Network', q: 'one' }), ['one'])
  t.same(await titles({ category: 'Network', q: 'three' }), [])
  t.same(await titles({ tag: 'vpn', q: 'wlan' }), [])
})

onEachKnowledgeBase(t, 'tags that are no JSON array of texts are none', async (t, start) => {
  const broken = ['', 'vpn, wlan', '{"a": 1}', '"vpn"', 'null', '[1, null]', '["vpn"']
  const { list } = await start(broken.map((tags) => ({ title: 'broken', differences: { tags } })))
  const { data } = await list()
  t.equal(data.length, broken.length)
  t.ok(data.every(({ tags }) => tags.length === 0))
})

onEachKnowledgeBase(t, 'the categories come by name, with their visible articles counted', async (t, start) => {
  const { portal, token } = await start([
    ...articles,
    { title: 'hidden', category: 'Network', differences: { visibility: 'internal' } },
    { title: 'unfinished', category: 'Plans', differences: { status: 'draft' } },
    { title: 'more', category: 'Accounts' },
  ])
  const answer = await portal.request(token, { url: `${api}/kb/categories` })
  t.equal(answer.statusCode, 200)
  t.same(answer.json(), {
    data: [
      { name: 'Accounts', articleCount: 1 },
      { name: 'Network', articleCount: 2 },
      { name: 'Netzwerk & Größen', articleCount: 1 },
    ],
  })
})
