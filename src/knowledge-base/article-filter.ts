import { type ExpressionBuilder, type Kysely, type RawBuilder, sql } from 'kysely'
import type { ArticleQuery } from '../../schemas/knowledge-base.ts'
import type { CustomerScope } from '../auth/customer-scope.ts'
import { isExactly } from '../database/exactly.ts'
import type { ItsmDatabase } from '../database/itsm/itsm-database.ts'
import { like } from '../database/like.ts'
import type { Placeholders } from '../database/placeholders.ts'
import { prepared } from '../database/prepared.ts'
import type { Tables } from '../database/tables.ts'
import { articleSearch, type SearchTerms, searchTerms, withoutIndex } from './search.ts'
import { tagPatterns } from './tags.ts'

/** Which articles a caller may see: public and published ones of their tenant. Every query for articles uses it. */
export function visibleArticle(scope: CustomerScope | Placeholders<CustomerScope>) {
  return (eb: ExpressionBuilder<Tables, 'kb_articles'>) =>
    eb.and([
      eb('kb_articles.tenant_id', '=', scope.tenantId),
      isExactly('kb_articles.visibility', 'public'),
      isExactly('kb_articles.status', 'published'),
    ])
}

/** What narrows a list down. */
export interface ArticleFilter {
  scope: CustomerScope
  terms: SearchTerms | undefined
  category: string | undefined
  /** Patterns of lists of tags that may hold the tag. */
  tag: string[] | undefined
}

/** @returns null where a search has no word, and finds nothing */
export function articleFilter(
  database: ItsmDatabase,
  scope: CustomerScope,
  { q, category, tag }: Pick<ArticleQuery, 'q' | 'category' | 'tag'>,
): ArticleFilter | null {
  const terms = q === undefined ? undefined : searchTerms(database.articleFullText, q)
  if (terms === null) return null
  return { scope, terms, category, tag: tag === undefined ? undefined : tagPatterns(tag) }
}

/**
 * Asks by the full-text index; where it has no article at all with these words, by substrings. The search alone decides,
 * not the category or the tag, so that the counts of categories fit the lists.
 */
export async function bySearch<Answer extends { total: number }>(
  database: ItsmDatabase,
  filter: ArticleFilter,
  ask: (filter: ArticleFilter) => Promise<Answer>,
): Promise<Answer> {
  const answer = await ask(filter)
  const { scope, terms } = filter
  if (answer.total > 0 || terms?.expression === undefined) return answer
  const search = { scope, terms, category: undefined, tag: undefined }
  const hits = await selectAnyHit(database, { filter: search }, indexedColumns(database))
  return hits.length > 0 ? answer : ask({ ...filter, terms: withoutIndex(terms) })
}

export function indexedColumns({ articleFullText }: ItsmDatabase): readonly string[] {
  return articleFullText?.columns ?? []
}

const selectAnyHit = prepared(
  (kysely, { filter }: Placeholders<{ filter: ArticleFilter }>, indexed: readonly string[]) =>
    matchingArticles(kysely, filter, indexed).select('kb_articles.id').limit(sql.lit(1)),
  { isKeptByServer: false },
)

/** The articles that the caller may see and that a filter lets through. */
export function matchingArticles(
  kysely: Kysely<Tables>,
  { scope, terms, category, tag }: Placeholders<ArticleFilter>,
  indexed: readonly string[],
) {
  let query = kysely.selectFrom('kb_articles').where(visibleArticle(scope))
  if (category !== undefined) query = query.where('kb_articles.category', '=', category)
  if (tag !== undefined) query = query.where((eb) => eb.or(tag.map((pattern) => like('kb_articles.tags', pattern))))
  if (terms !== undefined) query = query.where(articleSearch(terms, indexed).matches)
  return query
}

/** How well an article matches the search of a filter, if it has one. */
export function relevanceOf({ terms }: Placeholders<ArticleFilter>, indexed: readonly string[]): RawBuilder<number> {
  return terms === undefined ? sql.lit(0) : articleSearch(terms, indexed).relevance
}

/** So many articles that may have a tag are looked at. */
export const maxCandidates = 10_000
