import { sql } from 'kysely'
import type { Database } from '../connection.ts'
import type { Tables } from '../tables.ts'
import { type Catalogue, readCatalogue } from './catalogue.ts'

export interface RecommendedIndex {
  table: keyof Tables
  name: string
  columns: readonly string[]
  fullText?: true
  /** What is slow without it. */
  serves: string
}

/**
 * The indexes on ITSM tables that the portal's queries live on. The portal creates them only when it is asked to
 * (`npm run itsm-indexes -- --create`). The lists end in `id` and `status` so that the database finds a page, however
 * far back, and counts, without touching the rows themselves.
 */
export const recommendedIndexes: readonly RecommendedIndex[] = [
  {
    table: 'tickets',
    name: 'customer_portal_tickets_created',
    columns: ['tenant_id', 'customer_id', 'created_at', 'id', 'status'],
    serves: 'the ticket list, newest first',
  },
  {
    table: 'tickets',
    name: 'customer_portal_tickets_updated',
    columns: ['tenant_id', 'customer_id', 'updated_at', 'id', 'status'],
    serves: 'the ticket list, last changed first',
  },
  {
    table: 'tickets',
    name: 'customer_portal_tickets_status',
    columns: ['tenant_id', 'customer_id', 'status', 'created_at', 'id'],
    serves: 'the ticket list by status and its totals',
  },
  {
    table: 'tickets',
    name: 'customer_portal_tickets_number',
    columns: ['tenant_id', 'ticket_number'],
    serves: 'the numbers of new tickets',
  },
  {
    table: 'ticket_comments',
    name: 'customer_portal_comments_ticket',
    columns: ['tenant_id', 'ticket_id', 'created_at'],
    serves: 'the comments of a ticket',
  },
  {
    table: 'kb_articles',
    name: 'customer_portal_articles_published',
    columns: ['tenant_id', 'visibility', 'status', 'published_at'],
    serves: 'the knowledge base, newest first',
  },
  {
    table: 'kb_articles',
    name: 'customer_portal_articles_text',
    columns: ['title', 'category', 'tags', 'content'],
    fullText: true,
    serves: 'search in the knowledge base: words, prefixes and relevance instead of substrings',
  },
]

/** The recommended indexes that are missing in the catalogue, compared by their columns, and that this dialect supports. */
export function missingIndexes(catalogue: Catalogue, dialect: Database['dialect']): RecommendedIndex[] {
  return recommendedIndexes.filter((wanted) => {
    if (wanted.fullText && dialect === 'sqlite') return false
    if (wanted.fullText) return articleFullText(catalogue) === null
    return !catalogue
      .get(wanted.table)
      ?.indexes.some(
        (index) => !index.fullText && wanted.columns.every((column, position) => index.columns[position] === column),
      )
  })
}

/**
 * The columns of the ITSM's full-text index over articles, in the order of the index. The portal can use an index that
 * covers at least title and content, and no column that customers may not read. Null without such an index.
 */
export function articleFullText(catalogue: Catalogue): string[] | null {
  const searchable = ['title', 'category', 'tags', 'content']
  const candidates = (catalogue.get('kb_articles')?.indexes ?? []).filter(
    (index) =>
      index.fullText &&
      index.columns.includes('title') &&
      index.columns.includes('content') &&
      index.columns.every((column) => searchable.includes(column)),
  )
  return candidates.sort((a, b) => b.columns.length - a.columns.length)[0]?.columns ?? null
}

/** The statement that creates an index. */
export function createIndexStatement({ table, name, columns, fullText }: RecommendedIndex): string {
  return `CREATE ${fullText ? 'FULLTEXT ' : ''}INDEX ${name} ON ${table} (${columns.join(', ')})`
}

/**
 * Creates the recommended indexes that are missing, one after the other.
 *
 * @param report called before each index is created
 */
export async function createMissingIndexes(
  database: Database,
  report: (index: RecommendedIndex) => void,
): Promise<void> {
  for (const index of missingIndexes(await readCatalogue(database), database.dialect)) {
    report(index)
    await sql.raw(createIndexStatement(index)).execute(database.kysely)
  }
}
