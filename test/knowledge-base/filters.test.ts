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

onEachKnowledgeBase(t, 'every tag that is shown can be filtered by, and no other', async (t, start) => {
  const lists = {
    '["TCP\\/IP"]': ['TCP/IP'],
    '["\\u0056PN", "R\\u0026D"]': ['VPN', 'R&D'],
    'vpn,wlan': ['vpn', 'wlan'],
    ' vpn , remote work,, vpn ': ['vpn', 'remote work'],
    '[" padded ", "a,b", ","]': ['padded', 'a,b', ','],
    '["打印机", "gr\\u00F6ße"]': ['打印机', 'größe'],
    '["", " ", "a\\nb"]': [],
    '': [],
    '{"a": "object"}': [],
    '"text"': [],
    null: [],
    '[1, null]': [],
    '["broken"': [],
  }
  const { list, titles } = await start(
    Object.keys(lists).map((tags) => ({ title: `<${tags}>`, differences: { tags } })),
  )
  const shown = new Map((await list()).data.map(({ title, tags }) => [title, tags]))
  for (const [tags, expected] of Object.entries(lists)) t.same(shown.get(`<${tags}>`), expected, tags)
  const asked = [...Object.values(lists).flat(), 'TCP\\/IP', 'IP', 'object', 'text', 'null', 'broken', 'a', 'b', 'pn']
  for (const tag of asked) {
    const expected = [...shown].flatMap(([title, tags]) => (tags.includes(tag) ? [title] : []))
    t.same((await titles({ tag })).sort(), expected.sort(), tag)
    t.equal((await list({ tag, limit: '1' })).meta.total, expected.length, tag)
  }
})

onEachKnowledgeBase(t, 'a list of one tag has pages and an order', async (t, start) => {
  const { titles } = await start([
    { title: 'three', tags: ['a'], publishedDaysAgo: 3 },
    { title: 'one', tags: ['a'], publishedDaysAgo: 1 },
    { title: 'other', tags: ['\\'], publishedDaysAgo: 1 },
    { title: 'two', tags: ['a'], publishedDaysAgo: 2 },
  ])
  t.same(await titles({ tag: 'a', limit: '2' }), ['one', 'two'])
  t.same(await titles({ tag: 'a', limit: '2', page: '2' }), ['three'])
  t.same(await titles({ tag: 'a', q: 'two' }), ['two'])
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
    meta: { total: 3 },
  })
})

onEachKnowledgeBase(t, 'categories count what a search and a tag find', async (t, start) => {
  const { portal, token, list } = await start([
    { title: 'VPN on Windows', category: 'Network', tags: ['vpn'] },
    { title: 'VPN on Linux', category: 'Network', tags: ['linux'] },
    { title: 'Password of the VPN', category: 'Accounts', tags: ['vpn'] },
    { title: 'Printer', category: 'Printing', tags: ['remote'] },
    { title: 'ERR_NETWORK_CHANGED', category: 'Errors' },
    { title: 'VPN without a category', category: null, tags: ['vpn'] },
  ])
  const counts = async (query: Record<string, string>) =>
    (await portal.request(token, { url: `${api}/kb/categories`, query })).json()
  const queries: Record<string, string>[] = [
    { q: 'vpn' },
    { tag: 'vpn' },
    { q: 'vpn', tag: 'vpn' },
    { q: 'changed' },
    { q: 'zeppelin' },
    { q: '+' },
  ]
  const found = []
  for (const query of queries) {
    const { data, meta } = await counts(query)
    t.equal(meta.total, data.length)
    for (const { name, articleCount } of data)
      t.equal((await list({ ...query, category: name })).meta.total, articleCount, `${name} ${JSON.stringify(query)}`)
    found.push(data.map(({ name, articleCount }: { name: string; articleCount: number }) => `${name} ${articleCount}`))
  }
  t.same(found, [
    ['Accounts 1', 'Network 2'],
    ['Accounts 1', 'Network 1'],
    ['Accounts 1', 'Network 1'],
    ['Errors 1'],
    [],
    [],
  ])
})

onEachKnowledgeBase(t, 'more categories than are given are still counted', async (t, start) => {
  const { portal, token } = await start(
    Array.from({ length: 501 }, (_, position) => ({ title: 'one', category: `Category ${position}` })),
  )
  const { data, meta } = (await portal.request(token, { url: `${api}/kb/categories` })).json()
  t.equal(data.length, 500)
  t.same(meta, { total: 501 })
})
