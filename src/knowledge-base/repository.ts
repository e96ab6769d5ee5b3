import { type ExpressionBuilder, type Kysely, sql } from 'kysely'
import type { Article, ArticleCard, ArticleQuery, Category } from '../../schemas/knowledge-base.ts'
import type { CustomerScope } from '../auth/customer-scope.ts'
import { isExactly } from '../database/exactly.ts'
import type { ItsmDatabase } from '../database/itsm/itsm-database.ts'
import { containing, like } from '../database/like.ts'
import type { Placeholders } from '../database/placeholders.ts'
import { prepared } from '../database/prepared.ts'
import type { Tables } from '../database/tables.ts'
import { toIso, toIsoRequired } from '../database/timestamps.ts'
import { excerpt, excerptSourceLength, firstCharacters, renderArticle } from '../markdown/markdown.ts'
import { articleSearch, type SearchTerms, searchTerms } from './search.ts'

/** Which articles a caller may see: public and published ones of their tenant. Every query for articles uses it. */
function visibleArticle(scope: CustomerScope | Placeholders<CustomerScope>) {
  return (eb: ExpressionBuilder<Tables, 'kb_articles'>) =>
    eb.and([
      eb('kb_articles.tenant_id', '=', scope.tenantId),
      isExactly('kb_articles.visibility', 'public'),
      isExactly('kb_articles.status', 'published'),
    ])
}

const cardColumns = [
  'kb_articles.id',
  'kb_articles.slug',
  'kb_articles.title',
  'kb_articles.category',
  'kb_articles.tags',
  'kb_articles.published_at',
  'kb_articles.updated_at',
] as const

/** One page of the articles that the caller may see: the best match first, or the newest. */
export async function listArticles(
  database: ItsmDatabase,
  scope: CustomerScope,
  { page, limit, q, category, tag }: ArticleQuery,
): Promise<{ articles: ArticleCard[]; total: number }> {
  const terms = q === undefined ? undefined : searchTerms(database, q)
  // A tag of nothing else would be found between any two others.
  const isSeparator = tag !== undefined && /^[\s,]*$/.test(tag)
  if (terms === null || isSeparator) return { articles: [], total: 0 }

  const filter = { scope, terms, category, tag: tag === undefined ? undefined : tagPatterns(tag) }
  const indexed = database.articleFullText ?? []
  const rows = await selectCards(database, { filter, limit, offset: (page - 1) * limit }, indexed)
  const isWholeList = page === 1 && rows.length < limit
  const total = isWholeList ? rows.length : Number((await selectTotal(database, { filter }, indexed))[0]?.total)
  return { articles: rows.map((row) => toCard(row, row.beginning)), total }
}

/** What narrows a list down. */
interface ArticleFilter {
  scope: CustomerScope
  terms: SearchTerms | undefined
  category: string | undefined
  tag: string[] | undefined
}

/** The ids of the page are found first; only those articles are then read. */
const selectCards = prepared(
  (
    kysely,
    { filter, limit, offset }: Placeholders<{ filter: ArticleFilter; limit: number; offset: number }>,
    indexed: readonly string[],
  ) => {
    const relevance = filter.terms !== undefined ? articleSearch(filter.terms, indexed).relevance : sql.lit(0)
    const page = matchingArticles(kysely, filter, indexed)
      .select(['kb_articles.id', relevance.as('relevance')])
      .orderBy('relevance', 'desc')
      .orderBy('kb_articles.published_at', 'desc')
      .orderBy('kb_articles.id', 'desc')
      .limit(limit)
      .offset(offset)
    return kysely
      .selectFrom('kb_articles')
      .innerJoin(page.as('page'), 'page.id', 'kb_articles.id')
      .select(cardColumns)
      .select(sql<string>`substr(kb_articles.content, 1, ${sql.lit(excerptSourceLength)})`.as('beginning'))
      .orderBy('page.relevance', 'desc')
      .orderBy('kb_articles.published_at', 'desc')
      .orderBy('kb_articles.id', 'desc')
  },
  { isKeptByServer: false },
)

const selectTotal = prepared(
  (kysely, { filter }: Placeholders<{ filter: ArticleFilter }>, indexed: readonly string[]) =>
    matchingArticles(kysely, filter, indexed).select((eb) => eb.fn.countAll<number>().as('total')),
  { isKeptByServer: false },
)

/** The articles that the caller may see and that a filter lets through. */
function matchingArticles(
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

/**
 * Tags are a JSON array in text: the tag as it stands there, between its quotes, with its characters as they are or, as
 * some writers do, as escapes of ASCII.
 */
function tagPatterns(tag: string): string[] {
  const asIs = JSON.stringify(tag)
  const inAscii = asIs.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
  return [asIs, inAscii].map(containing)
}

/** How many categories are given at the most. */
const maxCategories = 500

/** The categories that hold articles which the caller may see. */
export async function listCategories(database: ItsmDatabase, scope: CustomerScope): Promise<Category[]> {
  const rows = await database.kysely
    .selectFrom('kb_articles')
    .select(['kb_articles.category as name', (eb) => eb.fn.countAll<number>().as('articleCount')])
    .where(visibleArticle(scope))
    .where('kb_articles.category', 'is not', null)
    .where('kb_articles.category', '<>', '')
    .groupBy('kb_articles.category')
    .orderBy('kb_articles.category')
    .limit(maxCategories)
    .execute()
  return rows.flatMap(({ name, articleCount }) => (name === null ? [] : [{ name, articleCount: Number(articleCount) }]))
}

/** One article by its id or its slug, if the caller may see it; the id goes first. */
export async function findArticle(
  database: ItsmDatabase,
  scope: CustomerScope,
  idOrSlug: string,
): Promise<ArticleRow | null> {
  const [row] = await selectArticle(database, { scope, idOrSlug })
  return row ?? null
}

const selectArticle = prepared(
  (kysely, { scope, idOrSlug }: Placeholders<{ scope: CustomerScope; idOrSlug: string }>) =>
    kysely
      .selectFrom('kb_articles')
      .select([...cardColumns, 'kb_articles.content'])
      .where(visibleArticle(scope))
      .where((eb) => eb.or([eb('kb_articles.id', '=', idOrSlug), eb('kb_articles.slug', '=', idOrSlug)]))
      .orderBy(sql`case when kb_articles.id = ${idOrSlug} then 0 else 1 end`)
      .limit(sql.lit(1)),
)

/** An article in the terms of the contract, with its text as HTML. */
export function toArticle(row: ArticleRow): Article {
  return {
    ...toCard(row, firstCharacters(row.content, excerptSourceLength)),
    content: row.content,
    contentHtml: renderArticle(row.content),
  }
}

interface CardRow {
  id: string
  slug: string
  title: string
  category: string | null
  tags: string
  published_at: string | null
  updated_at: string
}

/** An article as the ITSM stores it. */
export interface ArticleRow extends CardRow {
  content: string
}

function toCard(row: CardRow, beginning: string): ArticleCard {
  return {
    id: row.id,
    slug: row.slug,
    title: row.title,
    excerpt: excerpt(beginning),
    category: row.category,
    tags: tagsOf(row.tags),
    publishedAt: toIso(row.published_at),
    updatedAt: toIsoRequired(row.updated_at),
  }
}

/** What is no JSON array of strings has no tags. */
function tagsOf(json: string): string[] {
  try {
    const tags: unknown = JSON.parse(json)
    return Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : []
  } catch {
    return []
  }
}
