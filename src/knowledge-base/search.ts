import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { FullText } from '../database/itsm/full-text.ts'
import { containing, like } from '../database/like.ts'
import type { Placeholders } from '../database/placeholders.ts'

/** A word as patterns: one for each of its spellings in Unicode. */
type WordPatterns = string[]

/** The words that an article must hold. */
export interface SearchTerms {
  words: WordPatterns[]
  /** Those of them that are looked for as substrings. */
  substrings: WordPatterns[]
  /** The others, in the language of the full-text index. */
  expression: string | undefined
}

/** Words beyond these are not looked for. */
const maxWords = 10

/**
 * Turns what a person typed into a search: every word must occur. The full-text index of the ITSM answers for words that
 * it can hold; the beginning of a word is enough. All other words are looked for as substrings. Whatever is typed is
 * text: none of it becomes an operator.
 *
 * @returns null where nothing is left to search for
 */
export function searchTerms(fullText: FullText | null, typed: string): SearchTerms | null {
  const words = wordsOf(typed)
  if (words.length === 0) return null
  const indexed = words.filter((word) => fullText !== null && isInIndex(fullText, word))
  return {
    words: words.map(patternsOf),
    substrings: words.filter((word) => !indexed.includes(word)).map(patternsOf),
    expression: indexed.length > 0 ? indexed.map((word) => `+${word.normalize('NFC')}*`).join(' ') : undefined,
  }
}

/** The same search without the index. */
export function withoutIndex({ words }: SearchTerms): SearchTerms {
  return { words, substrings: words, expression: undefined }
}

/** The words of what a person typed. Marks belong to their letter, underscores join words. */
export function wordsOf(typed: string): string[] {
  return (typed.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:_+[\p{L}\p{M}\p{N}]+)*/gu) ?? []).slice(0, maxWords)
}

function patternsOf(word: string): WordPatterns {
  return [...new Set([word, word.normalize('NFC')])].map(containing)
}

/** The scripts that put spaces between words and need no combining marks. */
const inIndexedScript = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}0-9]+$/u

/**
 * Whether the index holds every word that begins like this one. InnoDB takes letters, digits and underscores for one
 * word, leaves out short, long and common words, and knows no words in scripts without spaces.
 */
function isInIndex({ minLength, maxLength, stopwords }: FullText, typed: string): boolean {
  const word = typed.normalize('NFC').toLowerCase()
  const { length } = [...word]
  return (
    inIndexedScript.test(word) &&
    length >= minLength &&
    length <= maxLength &&
    !stopwords.some((stopword) => stopword.startsWith(word))
  )
}

/**
 * A search as SQL: what matches, and how well (higher is better). A word in the title counts most.
 *
 * @param indexed the columns of the full-text index, for terms that are in its language
 */
export function articleSearch(
  { words, substrings, expression }: Placeholders<SearchTerms>,
  indexed: readonly string[],
): { matches: RawBuilder<SqlBool>; relevance: RawBuilder<number> } {
  const titleHits = sql.join(
    words.map((word) => sql`case when ${holds(['kb_articles.title'], word)} then 1 else 0 end`),
    sql` + `,
  )
  const conditions = substrings.map((word) => holds(searchedColumns, word))
  if (expression === undefined)
    return { matches: sql<SqlBool>`(${sql.join(conditions, sql` and `)})`, relevance: sql<number>`${titleHits}` }
  const columns = indexed.map((column) => sql.ref(`kb_articles.${column}`))
  const match = sql<SqlBool>`match (${sql.join(columns)}) against (${expression} in boolean mode)`
  return {
    matches: sql<SqlBool>`(${sql.join([match, ...conditions], sql` and `)})`,
    relevance: sql<number>`(${titleHits}) * 10 + ${match}`,
  }
}

const searchedColumns = ['title', 'category', 'tags', 'content'].map((column) => `kb_articles.${column}`)

/** Whether a word stands in one of the columns, in one of its spellings. */
function holds(columns: readonly string[], word: Placeholders<WordPatterns>): RawBuilder<SqlBool> {
  const hits = columns.flatMap((column) => [...word].map((pattern) => like(column, pattern)))
  return sql<SqlBool>`(${sql.join(hits, sql` or `)})`
}
