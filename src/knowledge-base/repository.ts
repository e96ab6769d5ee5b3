import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { ArticleCard, ArticleQuery } from '../../schemas/knowledge-base.ts'
import type { CustomerScope } from '../auth/customer-scope.ts'
import type { ItsmDatabase } from '../database/itsm/itsm-database.ts'
import type { Placeholders } from '../database/placeholders.ts'
import { prepared } from '../database/prepared.ts'
import type { Tables } from '../database/tables.ts'
import { excerptSourceLength } from '../markdown/markdown.ts'
import { type ArticleRow, cardColumns, toListedCard } from './article.ts'
import {
  type ArticleFilter,
  articleFilter,
  bySearch,
  indexedColumns,
  matchingArticles,
  maxCandidates,
  relevanceOf,
  visibleArticle,
} from './article-filter.ts'
import { createFindWords } from './matches.ts'
import { tagsOf } from './tags.ts'

/** One page of the articles that the caller may see: the best match first, or the newest. */
export async function listArticles(
  database: ItsmDatabase,
  scope: CustomerScope,
  { page, limit, ...query }: ArticleQuery,
): Promise<{ articles: ArticleCard[]; total: number }> {
  const filter = articleFilter(database, scope, query)
  if (filter === null) return { articles: [], total: 0 }
  const { q, tag } = query
  const slice = { limit, offset: (page - 1) * limit }
  const { rows, total } = await bySearch(database, filter, (asked) =>
    tag === undefined ? readPage(database, asked, slice) : readTaggedPage(database, asked, { ...slice, tag }),
  )
  const find = q === undefined ? undefined : createFindWords(q)
  return { articles: rows.map((row) => toListedCard(row, find)), total }
}

interface Slice {
  limit: number
  offset: number
}

/** A page, and how many there are in all. */
async function readPage(database: ItsmDatabase, filter: ArticleFilter, { limit, offset }: Slice) {
  const indexed = indexedColumns(database)
  const rows = await selectCards(database, { filter, limit, offset }, indexed)
  const isWholeList = offset === 0 && rows.length < limit
  const total = isWholeList ? rows.length : Number((await selectTotal(database, { filter }, indexed))[0]?.total)
  return { rows, total }
}

/** A page of the articles with a tag. The database finds those that may have it; their lists of tags decide. */
async function readTaggedPage(
  database: ItsmDatabase,
  filter: ArticleFilter,
  { limit, offset, tag }: Slice & { tag: string },
) {
  const candidates = await selectCandidates(database, { filter }, indexedColumns(database))
  const tagged = candidates.filter(({ tags }) => tagsOf(tags).includes(tag))
  const ids = tagged.slice(offset, offset + limit).map(({ id }) => id)
  const isSearch = filter.terms !== undefined
  const cards = ids.length === 0 ? [] : await selectCardsOf(database, { scope: filter.scope, ids }, isSearch)
  const byId = new Map(cards.map((card) => [card.id, card]))
  return { rows: ids.flatMap((id) => byId.get(id) ?? []), total: tagged.length }
}

/** The ids of matching articles: the best match first, or the newest. */
function rankedArticles(kysely: Kysely<Tables>, filter: Placeholders<ArticleFilter>, indexed: readonly string[]) {
  return matchingArticles(kysely, filter, indexed)
    .select(['kb_articles.id', relevanceOf(filter, indexed).as('relevance')])
    .orderBy('relevance', 'desc')
    .orderBy('kb_articles.published_at', 'desc')
    .orderBy('kb_articles.id', 'desc')
}

const selectCandidates = prepared(
  (kysely, { filter }: Placeholders<{ filter: ArticleFilter }>, indexed: readonly string[]) =>
    rankedArticles(kysely, filter, indexed).select('kb_articles.tags').limit(sql.lit(maxCandidates)),
  { isKeptByServer: false },
)

const selectCardsOf = prepared(
  (kysely, { scope, ids }: Placeholders<{ scope: CustomerScope; ids: string[] }>, isSearch: boolean) =>
    kysely
      .selectFrom('kb_articles')
      .select(cardColumns)
      .select(textFor(isSearch).as('beginning'))
      .where(visibleArticle(scope))
      .where('kb_articles.id', 'in', ids),
  { isKeptByServer: false },
)

/** So many characters of an article are searched for a word to show. */
const searchedTextLength = 20_000

/** As much of the text as its excerpt is made of. */
function textFor(isSearch: boolean): RawBuilder<string> {
  return sql<string>`substr(kb_articles.content, 1, ${sql.lit(isSearch ? searchedTextLength : excerptSourceLength)})`
}

/** The ids of the page are found first; only those articles are then read. */
const selectCards = prepared(
  (
    kysely,
    { filter, limit, offset }: Placeholders<{ filter: ArticleFilter; limit: number; offset: number }>,
    indexed: readonly string[],
  ) => {
    const page = rankedArticles(kysely, filter, indexed).limit(limit).offset(offset)
    return kysely
      .selectFrom('kb_articles')
      .innerJoin(page.as('page'), 'page.id', 'kb_articles.id')
      .select(cardColumns)
      .select(textFor(filter.terms !== undefined).as('beginning'))
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

/** One article by its id or its slug, if the caller may see it; the id goes first. */
export async function findArticle(
  database: ItsmDatabase,
  scope: CustomerScope,
  idOrSlug: string,
): Promise<ArticleRow | null> {
  const [row] = await selectArticle(database, { scope, idOrSlug })
  return row ?? null
}

/** Two look-ups, each by its index. */
const selectArticle = prepared(
  (kysely, { scope, idOrSlug }: Placeholders<{ scope: CustomerScope; idOrSlug: string }>) => {
    const by = (key: 'id' | 'slug', place: number) =>
      kysely
        .selectFrom('kb_articles')
        .select([...cardColumns, 'kb_articles.content', sql<number>`${sql.lit(place)}`.as('place')])
        .where(visibleArticle(scope))
        .where(`kb_articles.${key}`, '=', idOrSlug)
    return by('id', 0).unionAll(by('slug', 1)).orderBy('place').orderBy('id').limit(sql.lit(1))
  },
)
