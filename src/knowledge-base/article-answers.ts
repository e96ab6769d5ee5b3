import { hash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { ArticleRow } from './article.ts'

/** The answer to a request for an article, as it goes over the wire. */
export interface ArticleAnswer {
  body: Buffer
  /** The entity tag of this answer (RFC 9110, 8.8.3). */
  version: string
}

/** So many bytes of answers are remembered. */
const rememberedBytes = 16_000_000

/** Remembers how articles were answered: as long as a row stays as it was, so does its answer. */
export function createArticleAnswers() {
  const remembered = new LRUCache<string, { row: ArticleRow; answer: ArticleAnswer }>({
    maxSize: rememberedBytes,
    sizeCalculation: ({ row, answer }) => answer.body.length + 2 * row.content.length,
  })

  /** @param write makes the answer where the row is new, or has changed */
  return (row: ArticleRow, write: () => string): ArticleAnswer => {
    const known = remembered.get(row.id)
    if (known && isSame(known.row, row)) return known.answer
    const body = Buffer.from(write())
    const answer = { body, version: `W/"${hash('sha1', body, 'base64url')}"` }
    remembered.set(row.id, { row, answer })
    return answer
  }
}

function isSame(one: ArticleRow, other: ArticleRow): boolean {
  return Object.entries(one).every(([name, value]) => value === other[name as keyof ArticleRow])
}
