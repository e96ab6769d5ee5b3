import t from 'tap'
import { onEachKnowledgeBase } from '../support/knowledge-base.ts'

const articles = [
  { title: 'Set up the VPN on Windows', content: 'Install the client, then restart the laptop.', tags: ['remote'] },
  { title: 'Printer out of paper', content: 'Open tray two. The VPN is not needed.', category: 'Printing' },
  { title: 'Kennwort zurücksetzen', content: 'Über die Startseite; die Größe spielt keine Rolle.', tags: ['konto'] },
  { title: 'Gäste im WLAN', content: 'Für Gäste gibt es ein eigenes Netz. Straße und Hausnummer bereithalten.' },
]

onEachKnowledgeBase(t, 'a word is found in the title, the text, the category and the tags', async (t, start) => {
  const { titles } = await start(articles)
  for (const q of ['printer', 'tray', 'printing']) t.same(await titles({ q }), ['Printer out of paper'], q)
  for (const q of ['client', 'remote', 'Windows']) t.same(await titles({ q }), ['Set up the VPN on Windows'], q)
})

onEachKnowledgeBase(t, 'of several words every one must occur, in any order and place', async (t, start) => {
  const { titles } = await start(articles)
  for (const q of ['windows vpn', 'vpn laptop restart', 'remote install windows'])
    t.same(await titles({ q }), ['Set up the VPN on Windows'], q)
  t.same(await titles({ q: 'vpn kennwort' }), [], 'not one of them')
})

onEachKnowledgeBase(t, 'the beginning of a word is enough', async (t, start) => {
  const { titles } = await start(articles)
  for (const q of ['wind', 'lapt', 'inst clie', 'WIND']) t.same(await titles({ q }), ['Set up the VPN on Windows'], q)
  for (const q of ['kenn', 'zurücks', 'start roll']) t.same(await titles({ q }), ['Kennwort zurücksetzen'], q)
})

onEachKnowledgeBase(t, 'what has the words in its title comes first', async (t, start) => {
  const often = 'backup '.repeat(50)
  const { titles } = await start([
    { title: 'Working from home', content: often, publishedDaysAgo: 1 },
    { title: 'Make a backup', content: 'Once a week.', publishedDaysAgo: 300 },
    { title: 'Laptops', content: often, publishedDaysAgo: 2 },
  ])
  const found = await titles({ q: 'backup' })
  t.equal(found.length, 3)
  t.equal(found[0], 'Make a backup')
})

onEachKnowledgeBase(t, 'more of the words in the title is better', async (t, start) => {
  const { titles } = await start([
    { title: 'Backup', content: 'Restore files.', publishedDaysAgo: 1 },
    { title: 'Backup and restore', content: 'Files.', publishedDaysAgo: 300 },
    { title: 'Files', content: 'Backup, restore.', publishedDaysAgo: 0 },
  ])
  t.same(await titles({ q: 'backup restore' }), ['Backup and restore', 'Backup', 'Files'])
})

onEachKnowledgeBase(t, 'what matches equally well goes by its date', async (t, start) => {
  const { titles } = await start([
    { title: 'Backup two', content: 'Same.', publishedDaysAgo: 20 },
    { title: 'Backup one', content: 'Same.', publishedDaysAgo: 10 },
    { title: 'Backup six', content: 'Same.', publishedDaysAgo: 30 },
  ])
  t.same(await titles({ q: 'backup' }), ['Backup one', 'Backup two', 'Backup six'])
})

onEachKnowledgeBase(t, 'German words are found with their umlauts', async (t, start) => {
  const { titles } = await start(articles)
  for (const q of ['zurücksetzen', 'ZURÜCKSETZEN', 'größe', 'über', 'Über zurück'])
    t.same(await titles({ q }), ['Kennwort zurücksetzen'], q)
  for (const q of ['Gäste', 'Straße', 'Gäste Straße', 'Ga\u0308ste'])
    t.same(await titles({ q }), ['Gäste im WLAN'], `${q}, also typed as two characters`)
})

onEachKnowledgeBase(t, 'a search has a total of its own, and pages', async (t, start) => {
  const { list } = await start([
    ...Array.from({ length: 12 }, (_, position) => ({ title: `Scanner ${position}`, publishedDaysAgo: position })),
    { title: 'Printer' },
  ])
  const pages = [await list({ q: 'scanner', limit: '5' }), await list({ q: 'scanner', limit: '5', page: '3' })]
  t.same(pages[0]?.meta, { total: 12, page: 1, limit: 5, totalPages: 3 })
  t.same(pages[1]?.meta, { total: 12, page: 3, limit: 5, totalPages: 3 })
  t.same(
    pages[1]?.data.map(({ title }) => title),
    ['Scanner 10', 'Scanner 11'],
  )
})
