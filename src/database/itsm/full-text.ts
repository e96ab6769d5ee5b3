import { sql } from 'kysely'
import type { Database } from '../connection.ts'
import type { Catalogue } from './catalogue.ts'
import { articleFullText } from './indexes.ts'
import type { Finding } from './inspection.ts'

/** The full-text index over articles, and which words it can hold. */
export interface FullText {
  /** Its columns, in its own order. */
  columns: readonly string[]
  /** Shorter words are not in it. */
  minLength: number
  /** Longer words are not in it. */
  maxLength: number
  /** These words are not in it. In lower case. */
  stopwords: readonly string[]
}

/** The words that InnoDB leaves out by itself (INFORMATION_SCHEMA.INNODB_FT_DEFAULT_STOPWORD). */
const defaultStopwords =
  'a about an are as at be by com de en for from how i in is it la of on or that the this to was what when where who will with und www'.split(
    ' ',
  )

/** So many words of a stopword table are read. */
const maxStopwords = 10_000

/**
 * Reads what the server leaves out of the full-text index over articles.
 *
 * @returns no index where there is none, and where its words cannot be known: the search then uses substrings
 */
export async function readFullText(
  database: Database,
  catalogue: Catalogue,
): Promise<{ fullText: FullText | null; findings: Finding[] }> {
  const columns = articleFullText(catalogue)
  if (columns === null) return { fullText: null, findings: [] }
  const variables = await readVariables(database)
  const table =
    variables.get('innodb_ft_user_stopword_table') || variables.get('innodb_ft_server_stopword_table') || undefined
  const stopwords = table === undefined ? [] : await readStopwords(database, table)
  if (stopwords === null) return { fullText: null, findings: [unreadable(table ?? '')] }
  const fullText = {
    columns,
    minLength: Number(variables.get('innodb_ft_min_token_size') ?? 4),
    maxLength: Number(variables.get('innodb_ft_max_token_size') ?? 84),
    // An index keeps the stopwords of the time when it was created. These may have been the server's own.
    stopwords: [...defaultStopwords, ...stopwords.map((word) => word.toLowerCase())],
  }
  return { fullText, findings: [] }
}

async function readVariables({ kysely }: Database): Promise<Map<string, string>> {
  const { rows } = await sql<{
    Variable_name: string
    Value: string
  }>`show variables like 'innodb\\_ft\\_%'`.execute(kysely)
  return new Map(rows.map(({ Variable_name, Value }) => [Variable_name, Value]))
}

/** @param table as the server writes it: `database/table` */
async function readStopwords({ kysely }: Database, table: string): Promise<string[] | null> {
  try {
    const { rows } = await sql<{ value: string }>`
      select value from ${sql.id(...table.split('/'))} limit ${sql.lit(maxStopwords + 1)}`.execute(kysely)
    return rows.length > maxStopwords ? null : rows.map(({ value }) => value)
  } catch (error) {
    if (wasRefused(error)) return null
    throw error
  }
}

/** Whether the server understood a query and refused it, for example because of a missing privilege. */
function wasRefused(error: unknown): boolean {
  return error instanceof Error && 'sqlState' in error && String(error.sqlState).startsWith('42')
}

function unreadable(table: string): Finding {
  const name = table.replace('/', '.')
  return {
    severity: 'warning',
    subject: name,
    problem: 'holds the stopwords of the full-text index over articles, and cannot be read',
    breaks: 'slower: search in the knowledge base looks for substrings instead',
    remedy: `GRANT SELECT (value) ON ${name} to the account of the portal.`,
  }
}
