import { type CompiledQuery, sql } from 'kysely'
import { readSettings } from '../../src/config/read-settings.ts'
import type { Database, OpenDatabase } from '../../src/database/connection.ts'
import { openDatabase } from '../../src/database/open-database.ts'

/** A MariaDB database that keeps every statement it was asked. */
export interface RecordedDatabase {
  database: OpenDatabase
  queries: RecordedQuery[]
}

export type RecordedQuery = Pick<CompiledQuery, 'sql' | 'parameters'>

/** Opens a MariaDB database as the service does, and records what it is asked. */
export function openRecorded(url: string): RecordedDatabase {
  const queries: RecordedQuery[] = []
  const database = openDatabase(readSettings({ DATABASE_URL: url }), ({ query }) => queries.push(query))
  return { database, queries }
}

/** One line of EXPLAIN: how a table is read. */
export interface PlanStep {
  table: string
  /** The index that is used. */
  key: string | null
  /** `range`, `ref`, `ALL` and so on. */
  type: string
  /** How many rows the server expects to read. */
  rows: number | string
  /** `Using index` where the rows themselves are not touched; `Using filesort` where the index is in another order. */
  Extra: string | null
}

/** How a server would carry out a statement. */
export async function explain(database: Database, { sql: text, parameters }: RecordedQuery): Promise<PlanStep[]> {
  const [first = '', ...rest] = text.split('?')
  const statement = rest.reduce(
    (query, part, position) => sql`${query}${parameters[position]}${sql.raw(part)}`,
    sql.raw(`explain format=traditional ${first}`),
  )
  const { rows } = await sql<PlanStep>`${statement}`.execute(database.kysely)
  return rows
}
