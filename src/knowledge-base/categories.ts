import { type Kysely, sql } from 'kysely'
import { type Category, type CategoryQuery, maxCategories } from '../../schemas/knowledge-base.ts'
import type { CustomerScope } from '../auth/customer-scope.ts'
import type { ItsmDatabase } from '../database/itsm/itsm-database.ts'
import type { Placeholders } from '../database/placeholders.ts'
import { prepared } from '../database/prepared.ts'
import type { Tables } from '../database/tables.ts'
import {
  type ArticleFilter,
  articleFilter,
  bySearch,
  indexedColumns,
  matchingArticles,
  maxCandidates,
} from './article-filter.ts'
import { tagsOf } from './tags.ts'

/** The categories that hold articles which the caller may see, and how many categories there are in all. */
export async function listCategories(
  database: ItsmDatabase,
  scope: CustomerScope,
  query: CategoryQuery,
): Promise<{ categories: Category[]; total: number }> {
  const filter = articleFilter(database, scope, query)
  if (filter === null) return { categories: [], total: 0 }
  const { tag } = query
  return bySearch(database, filter, (asked) =>
    tag === undefined ? countByCategory(database, asked) : countTaggedByCategory(database, asked, tag),
  )
}

async function countByCategory(database: ItsmDatabase, filter: ArticleFilter) {
  const rows = await selectCategories(database, { filter }, indexedColumns(database))
  const categories = rows.map(({ name, articleCount }) => ({ name: name ?? '', articleCount: Number(articleCount) }))
  return { categories, total: Number(rows[0]?.total ?? 0) }
}

const selectCategories = prepared(
  (kysely, { filter }: Placeholders<{ filter: ArticleFilter }>, indexed: readonly string[]) =>
    categorisedArticles(kysely, filter, indexed)
      .select((eb) => [
        eb.fn.min('kb_articles.category').as('name'),
        eb.fn.countAll<number>().as('articleCount'),
        sql<number>`count(*) over ()`.as('total'),
      ])
      .groupBy('kb_articles.category')
      .orderBy('kb_articles.category')
      .limit(sql.lit(maxCategories)),
  { isKeptByServer: false },
)

async function countTaggedByCategory(database: ItsmDatabase, filter: ArticleFilter, tag: string) {
  const candidates = await selectCategoryCandidates(database, { filter }, indexedColumns(database))
  const counts = new Map<string, number>()
  for (const { name, tags } of candidates) if (tagsOf(tags).includes(tag)) counts.set(name, (counts.get(name) ?? 0) + 1)
  const categories = [...counts].slice(0, maxCategories).map(([name, articleCount]) => ({ name, articleCount }))
  return { categories, total: counts.size }
}

/** Articles with the names of their categories, each name as the list of categories has it. */
const selectCategoryCandidates = prepared(
  (kysely, { filter }: Placeholders<{ filter: ArticleFilter }>, indexed: readonly string[]) =>
    categorisedArticles(kysely, filter, indexed)
      .select([
        'kb_articles.tags',
        sql<string>`min(kb_articles.category) over (partition by kb_articles.category)`.as('name'),
      ])
      .orderBy('kb_articles.category')
      .limit(sql.lit(maxCandidates)),
  { isKeptByServer: false },
)

function categorisedArticles(kysely: Kysely<Tables>, filter: Placeholders<ArticleFilter>, indexed: readonly string[]) {
  return matchingArticles(kysely, filter, indexed)
    .where('kb_articles.category', 'is not', null)
    .where('kb_articles.category', '<>', '')
}
