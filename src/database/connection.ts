import type { Kysely } from 'kysely'
import type { Settings } from '../config/settings.ts'
import type { Tables } from './tables.ts'

export type Dialect = 'sqlite' | 'mysql'

/** A database with the dialect of its server. MariaDB has the dialect `mysql`. */
export interface Database {
  readonly kysely: Kysely<Tables>
  readonly dialect: Dialect
}

/** A database with its own connections. */
export interface OpenDatabase extends Database {
  /** Milliseconds after which a query fails: `DATABASE_TIMEOUT_MS`. */
  readonly timeout: number
  /** Runs a compiled statement outside of any transaction. Only {@link prepared} uses it. @returns the rows */
  run<Row>(statement: Statement): Promise<Row[]>
}

/** A compiled statement. */
export interface Statement {
  sql: string
  parameters: readonly unknown[]
  /** Whether the server keeps it too, so that it parses it only once. */
  isKeptByServer: boolean
}

/** Receives every statement after it was run. Only tests and benchmarks use it. */
export type StatementLog = (event: {
  query: { sql: string; parameters: readonly unknown[] }
  queryDurationMillis: number
}) => void

/** The settings that a connection needs. */
export type DatabaseSettings = Pick<
  Settings,
  'DATABASE_URL' | 'DATABASE_POOL_SIZE' | 'DATABASE_TIMEOUT_MS' | 'DATABASE_TLS' | 'DATABASE_TLS_CA'
>
