import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Test } from 'tap'
import type { Article, ArticleCard } from '../../schemas/knowledge-base.ts'
import type { Dialect } from '../../src/database/connection.ts'
import { toStored } from '../../src/database/timestamps.ts'
import { demoIds } from '../../src/demo/people.ts'
import { insertRows, type Row } from '../../src/demo/rows.ts'
import { onEachDatabase, onServer, type TestItsm } from './databases.ts'
import { api, startPortal, type TestPortal } from './portal.ts'

/** An article of a test: what is not given is that of a public, published one. */
export interface ArticleRow {
  title: string
  content?: string
  category?: string | null
  tags?: string[]
  /** Days before the first of March 2026; null for one that was never published. */
  publishedDaysAgo?: number | null
  differences?: Row
}

/** A page of articles as the API answers it. */
export interface ArticlePage {
  data: ArticleCard[]
  meta: { total: number; page: number; limit: number; totalPages: number }
}

/** A portal whose knowledge base has exactly the articles that a test gave it. */
export interface KnowledgeBase {
  portal: TestPortal
  token: string
  /** Asks for the list. @throws where the answer is not 200 */
  list(query?: Record<string, string>): Promise<ArticlePage>
  /** The titles of a list, in its order. */
  titles(query?: Record<string, string>): Promise<string[]>
  /** Asks for one article. @throws where the answer is not 200 */
  article(idOrSlug: string): Promise<Article>
}

/** Starts a knowledge base for a test. */
export type StartKnowledgeBase = (articles: readonly ArticleRow[]) => Promise<KnowledgeBase>

/** Runs a test on every kind of knowledge base: SQLite, MariaDB, and MariaDB with a full-text index over the articles. */
export function onEachKnowledgeBase(
  t: Test,
  name: string,
  test: (t: Test, start: StartKnowledgeBase) => Promise<void>,
): void {
  onEachDatabase(t, name, (t, dialect) => test(t, (articles) => startKnowledgeBase(t, dialect, articles, false)))
  onServer(t, `${name}, with a full-text index`, (t) =>
    test(t, (articles) => startKnowledgeBase(t, 'mysql', articles, true)),
  )
}

async function startKnowledgeBase(
  t: Test,
  dialect: Dialect,
  articles: readonly ArticleRow[],
  recommendedIndexes: boolean,
): Promise<KnowledgeBase> {
  const portal = await startPortal(t, dialect, { recommendedIndexes })
  if (recommendedIndexes !== (portal.app.database.articleFullText !== null && dialect === 'mysql'))
    throw new Error('the ITSM has not the full-text index that the test is about')
  await sql`delete from kb_articles`.execute(portal.itsm.admin.kysely)
  await insertArticles(portal.itsm, articles)
  const token = await portal.signIn()
  const get = async (path: string, query: Record<string, string> = {}) => {
    const answer = await portal.request(token, { url: `${api}/kb${path}`, query })
    if (answer.statusCode !== 200) throw new Error(`no articles: ${answer.body}`)
    return answer.json()
  }
  return {
    portal,
    token,
    list: (query) => get('', query),
    titles: async (query) => (await get('', query)).data.map(({ title }: ArticleCard) => title),
    article: async (idOrSlug) => (await get(`/${encodeURIComponent(idOrSlug)}`)).data,
  }
}

const firstOfMarch = Date.parse('2026-03-01T12:00:00.000Z')
const day = 24 * 60 * 60 * 1000

/** Puts articles into the ITSM, as its agents do. */
export async function insertArticles({ admin, form }: TestItsm, articles: readonly ArticleRow[]): Promise<void> {
  const since = toStored(form, new Date('2025-01-01T00:00:00.000Z'))
  const rows = articles.map(
    ({ title, content, category = null, tags = [], publishedDaysAgo = 0, differences }): Row => {
      const id = randomUUID()
      return {
        id,
        tenant_id: demoIds.demoOrg,
        title,
        slug: `article-${id}`,
        content: content ?? 'Nothing to see.',
        category,
        tags: JSON.stringify(tags),
        visibility: 'public',
        status: 'published',
        author_id: demoIds.sabine,
        created_at: since,
        updated_at: since,
        published_at:
          publishedDaysAgo === null ? null : toStored(form, new Date(firstOfMarch - publishedDaysAgo * day)),
        ...differences,
      }
    },
  )
  // One by one: what differs is not the same for all of them.
  for (const row of rows) await insertRows(admin, 'kb_articles', [row])
}
