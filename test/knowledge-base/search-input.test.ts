import t from 'tap'
import { onEachKnowledgeBase } from '../support/knowledge-base.ts'

const articles = [
  { title: 'Set up the VPN on Windows', content: 'IT will help you, with the client and the rest.' },
  { title: 'Set up the printer', content: 'It is in the hall.' },
  { title: 'Drucker und Scanner', content: 'Beides steht im Flur. Die IT hilft.' },
]

onEachKnowledgeBase(t, 'words that say little do not keep the others from being found', async (t, start) => {
  const { titles } = await start(articles)
  for (const q of ['the vpn', 'VPN on Windows', 'set up the VPN', 'IT vpn', 'with the client'])
    t.same(await titles({ q }), ['Set up the VPN on Windows'], q)
  for (const q of ['Drucker und', 'und Drucker', 'IT Drucker', 'Drucker und Scanner', 'die Drucker im'])
    t.same(await titles({ q }), ['Drucker und Scanner'], q)
})

onEachKnowledgeBase(t, 'words that say little are found when there are no others', async (t, start) => {
  const { titles } = await start(articles)
  t.same((await titles({ q: 'the' })).sort(), ['Set up the VPN on Windows', 'Set up the printer'])
  t.same(await titles({ q: 'und' }), ['Drucker und Scanner'])
  t.ok((await titles({ q: 'IT' })).includes('Drucker und Scanner'))
})

onEachKnowledgeBase(t, 'operators are text: they neither exclude, group, weigh nor fail', async (t, start) => {
  const { titles } = await start(articles)
  const found = ['Set up the VPN on Windows']
  for (const q of [
    '+vpn -windows',
    'vpn -windows',
    '-vpn',
    '!vpn',
    'vpn - windows',
    '"vpn windows"',
    '"windows vpn',
    'vpn"',
    'vpn*',
    '*vpn',
    'vp*',
    '(vpn windows)',
    '(vpn',
    'vpn)',
    '~vpn',
    '<vpn >windows',
    'vpn @windows',
    '"vpn windows" @client',
    'vpn%',
    '%vpn%',
    'vpn_',
    "vpn'",
    'vpn\\',
    'vpn;--',
    '++--vpn',
    '+*vpn',
    'vpn | windows',
    'vpn & windows',
    'vpn:windows',
    'vpn^',
  ])
    t.same(await titles({ q }), found, q)
})

onEachKnowledgeBase(t, 'a search without a word finds nothing', async (t, start) => {
  const { list } = await start(articles)
  for (const q of ['+', '-', '*', '"', '""', '()', '~', '<', '>', '@', '%', '_', '!', '\\', '+-*"()~<>@%', '💥', '…'])
    t.match(await list({ q }), { data: [], meta: { total: 0, totalPages: 0 } }, q)
})

onEachKnowledgeBase(t, 'what is nowhere is not found', async (t, start) => {
  const { list } = await start(articles)
  for (const q of ['zeppelin', 'vpn zeppelin', 'zeppelin the', "' or 1=1 --", 'x'.repeat(100), 'vpnwindows'])
    t.match(await list({ q }), { data: [], meta: { total: 0, totalPages: 0 } }, q)
})

onEachKnowledgeBase(t, 'a search is one to a hundred characters long, without control characters', async (t, start) => {
  const { portal, token } = await start(articles)
  for (const q of ['', '   ', 'x'.repeat(101), 'a\u0000b', 'a\nb']) {
    const answer = await portal.request(token, { url: '/api/v1/portal/kb', query: { q } })
    t.equal(answer.statusCode, 400, JSON.stringify(q).slice(0, 20))
  }
  for (const q of ['a '.repeat(50).trim(), 'vpn '.repeat(25)]) {
    const answer = await portal.request(token, { url: '/api/v1/portal/kb', query: { q } })
    t.equal(answer.statusCode, 200, q)
  }
})
