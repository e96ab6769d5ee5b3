import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { ItsmDatabase } from '../database/itsm/itsm-database.ts'
import { containing, like } from '../database/like.ts'
import type { Placeholder, Placeholders } from '../database/placeholders.ts'

/** The words searched for, each as a pattern; and all of them in the language of the full-text index, if it is asked. */
export interface SearchTerms {
  patterns: string[]
  expression: string | undefined
}

/** Words beyond these are not looked for. */
const maxWords = 10

/**
 * Turns what a person typed into a search: every word must occur, the beginning of a word is enough. With a full-text
 * index of the ITSM the database ranks; without one, words are looked for as substrings and a hit in the title counts
 * most. Whatever is typed is text: none of it becomes an operator.
 *
 * @returns null where nothing is left to search for
 */
export function searchTerms({ articleFullText }: ItsmDatabase, typed: string): SearchTerms | null {
  const words = wordsOf(typed).slice(0, maxWords)
  if (words.length === 0) return null
  const indexed = words.filter(isIndexed)
  if (articleFullText === null || indexed.length === 0)
    return { patterns: words.map(containing), expression: undefined }
  return { patterns: indexed.map(containing), expression: indexed.map((word) => `+${word}*`).join(' ') }
}

function wordsOf(typed: string): string[] {
  return typed.normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? []
}

/**
 * A search as SQL: what matches, and how well (higher is better).
 *
 * @param indexed the columns of the full-text index, for terms that are in its language
 */
export function articleSearch(
  { patterns, expression }: Placeholders<SearchTerms>,
  indexed: readonly string[],
): { matches: RawBuilder<SqlBool>; relevance: RawBuilder<number> } {
  const titleHits = sql.join(
    patterns.map((pattern) => sql`case when ${like('kb_articles.title', pattern)} then 1 else 0 end`),
    sql` + `,
  )
  if (expression === undefined) return { matches: substrings(patterns), relevance: sql<number>`${titleHits}` }
  const columns = indexed.map((column) => sql.ref(`kb_articles.${column}`))
  const match = sql`match (${sql.join(columns)}) against (${expression} in boolean mode)`
  return { matches: sql<SqlBool>`${match}`, relevance: sql<number>`(${titleHits}) * 10 + ${match}` }
}

const searchedColumns = ['title', 'category', 'tags', 'content'].map((column) => `kb_articles.${column}`)

function substrings(patterns: readonly Placeholder<string>[]): RawBuilder<SqlBool> {
  const anywhere = patterns.map((pattern) => {
    const hits = searchedColumns.map((column) => like(column, pattern))
    return sql<SqlBool>`(${sql.join(hits, sql` or `)})`
  })
  return sql<SqlBool>`(${sql.join(anywhere, sql` and `)})`
}

/** InnoDB leaves words of fewer characters out of its full-text index (innodb_ft_min_token_size). */
const minimumIndexedLength = 3

/** The words that InnoDB leaves out (INFORMATION_SCHEMA.INNODB_FT_DEFAULT_STOPWORD). */
const stopwords = new Set(
  'a about an are as at be by com de en for from how i in is it la of on or that the this to was what when where who will with und www'.split(
    ' ',
  ),
)

/** Whether a word can be in the index at all; one that can't must not be asked for, or nothing would be found. */
function isIndexed(word: string): boolean {
  return [...word].length >= minimumIndexedLength && !stopwords.has(word.toLowerCase())
}
