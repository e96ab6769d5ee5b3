import { type Kysely, sql } from 'kysely'
import t from 'tap'
import type { OpenDatabase } from '../../src/database/connection.ts'
import { readCatalogue } from '../../src/database/itsm/catalogue.ts'
import { readFullText } from '../../src/database/itsm/full-text.ts'
import { checkItsm } from '../../src/database/itsm/itsm-database.ts'
import type { Tables } from '../../src/database/tables.ts'
import { searchTerms } from '../../src/knowledge-base/search.ts'
import { createTestItsm, itsmSettings, onServer, open } from '../support/databases.ts'
import { insertArticles, onEachKnowledgeBase } from '../support/knowledge-base.ts'
import { api, startPortalOn } from '../support/portal.ts'

const typed = [
  'DNS_PROBE_FINISHED_NXDOMAIN',
  'プリンター',
  '打印机',
  'เครื่องพิมพ์',
  'पासवर्ड',
  'পাসওয়ার্ড',
  '프린터',
  'طابعة',
  'mfa',
  'IT',
  'the',
  'm²',
  'C++',
  'x'.repeat(90),
]

onEachKnowledgeBase(t, 'what stands in a title or a text is found as it is typed', async (t, start) => {
  const { titles } = await start([
    ...typed.map((word) => ({ title: `Title ${word}` })),
    { title: 'the text', content: typed.map((word) => `(${word})`).join(' ') },
    { title: 'within words', content: typed.map((word) => `ค${word}ค`).join(' ') },
  ])
  for (const q of typed) {
    const found = await titles({ q })
    for (const title of [`Title ${q}`, 'the text']) t.ok(found.includes(title), `${q}: ${title}`)
  }
  t.same((await titles({ q: 'NXDOMAIN 打印机' })).sort(), ['the text', 'within words'], 'parts, together')
})

onEachKnowledgeBase(t, 'a part of a word is found where no word begins with it', async (t, start) => {
  const { titles } = await start([{ title: 'Netzwerkdrucker' }, { title: 'DNS_PROBE_FINISHED_NXDOMAIN' }])
  t.same(await titles({ q: 'drucker' }), ['Netzwerkdrucker'])
  t.same(await titles({ q: 'finished' }), ['DNS_PROBE_FINISHED_NXDOMAIN'])
  t.same(await titles({ q: 'drucker', page: '2' }), [])
})

onEachKnowledgeBase(t, 'a hit says where the words stand', async (t, start) => {
  const { list } = await start([
    {
      title: 'VPN und Größe',
      content: `${'Zuerst ein langer Text. '.repeat(60)}\n\n[VPN](https://example.com/zeppelin)\n\n- Hier steht **Straße** & <b>.\n`,
      category: 'VPN-Netz',
      tags: ['vpn', 'wlan'],
    },
  ])
  const marked = async (q: string) => {
    const card = (await list({ q })).data[0]
    const cut = (text: string, ranges: { start: number; end: number }[] = []) =>
      ranges.map(({ start, end }) => text.slice(start, end))
    return {
      title: cut(card?.title ?? '', card?.matches?.title),
      excerpt: cut(card?.excerpt ?? '', card?.matches?.excerpt),
      category: cut(card?.category ?? '', card?.matches?.category),
      tags: card?.matches?.tags,
    }
  }
  t.same(await marked('vpn'), { title: ['VPN'], excerpt: ['VPN'], category: ['VPN'], tags: ['vpn'] })
  t.same(await marked('größe straße'), { title: ['Größe'], excerpt: ['Straße'], category: [], tags: [] })
  t.same(await marked('zeppelin'), { title: [], excerpt: [], category: [], tags: [] }, 'only in an address')
  t.equal((await list({ q: 'straße' })).data[0]?.excerpt, '… Hier steht Straße & <b>.')
  t.equal((await list()).data[0]?.matches, undefined, 'without a search')
  for (const { excerpt } of (await list({ q: 'vpn' })).data) t.ok([...excerpt].length <= 204)
})

/** An ITSM whose full-text index was created with a table of stopwords, which is known in that session alone. */
async function withStopwords() {
  const itsm = await createTestItsm('mysql')
  const run = (statement: string, database: Kysely<Tables> = itsm.admin.kysely) => sql.raw(statement).execute(database)
  const name = new URL(itsm.adminUrl).pathname.slice(1)
  const use = (database: Kysely<Tables>) =>
    run(`set session innodb_ft_user_stopword_table = '${name}/stopwords'`, database)
  await run('create table stopwords (value varchar(30) not null) engine = innodb')
  await run("insert into stopwords values ('einrichten')")
  await itsm.admin.kysely.connection().execute(async (connection) => {
    await use(connection)
    await run('create fulltext index articles_text on kb_articles (title, category, tags, content)', connection)
  })
  /** What an account reads that knows the table. */
  const read = ({ kysely }: OpenDatabase) =>
    kysely.connection().execute(async (connection) => {
      await use(connection)
      const database = { kysely: connection, dialect: 'mysql' } as const
      return readFullText(database, await readCatalogue(database))
    })
  return { itsm, run, read }
}

onServer(t, 'stopwords of a table are looked for as substrings', async (t) => {
  const { itsm, read } = await withStopwords()
  t.teardown(itsm.drop)
  const { fullText, findings } = await read(itsm.admin)
  t.same(findings, [])
  t.match(searchTerms(fullText, 'Netzwerkdrucker einrichten'), {
    substrings: [['%einrichten%']],
    expression: '+Netzwerkdrucker*',
  })
  t.match(searchTerms(fullText, 'einricht'), { substrings: [['%einricht%']], expression: undefined })
})

onServer(t, 'without the right to read the stopwords, the index is not used', async (t) => {
  const { itsm, read } = await withStopwords()
  t.teardown(itsm.drop)
  const database = open(itsm.url)
  t.teardown(() => database.kysely.destroy())
  const { fullText, findings } = await read(database)
  t.equal(fullText, null)
  t.match(findings, [{ severity: 'warning', subject: /\.stopwords$/, remedy: /^GRANT SELECT/ }])
})

onServer(t, 'stopwords that the portal cannot know of are found', async (t) => {
  const { itsm, run } = await withStopwords()
  await run('delete from kb_articles')
  await insertArticles(itsm, [{ title: 'Netzwerkdrucker einrichten' }, { title: 'Netzwerkdrucker' }])
  const portal = await startPortalOn(t, itsm)
  const token = await portal.signIn()
  for (const q of ['netzwerkdrucker einrichten', 'einrichten']) {
    const { data } = (await portal.request(token, { url: `${api}/kb`, query: { q } })).json()
    t.same(
      data.map(({ title }: { title: string }) => title),
      ['Netzwerkdrucker einrichten'],
      q,
    )
  }
})

onServer(t, 'the server says how long the words of the index are', async (t) => {
  const itsm = await createTestItsm('mysql', { recommendedIndexes: true })
  t.teardown(itsm.drop)
  const { database } = await checkItsm(open(itsm.url), itsmSettings)
  t.teardown(() => database.kysely.destroy())
  t.match(database.articleFullText, { minLength: 3, maxLength: 84, columns: ['title', 'category', 'tags', 'content'] })
})
