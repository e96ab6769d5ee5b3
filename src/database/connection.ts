import type { Kysely } from 'kysely'
import type { Settings } from '../config/settings.ts'
import type { Tables } from './tables.ts'

export type Dialect = 'sqlite' | 'mysql'

/** A database as the portal uses it, with the dialect of its server (MariaDB speaks `mysql`). */
export interface Database {
  readonly kysely: Kysely<Tables>
  readonly dialect: Dialect
}

/** A database with connections of its own. */
export interface OpenDatabase extends Database {
  /** Milliseconds after which a query has failed: `DATABASE_TIMEOUT_MS`. */
  readonly timeout: number
  /** Runs a finished statement, outside of any transaction: for {@link prepared} alone. @returns its rows */
  run<Row>(statement: Statement): Promise<Row[]>
}

/** A statement that needs no building any more. */
export interface Statement {
  sql: string
  parameters: readonly unknown[]
  /** Whether the server keeps it too, so that it need not read its words each time. */
  isKeptByServer: boolean
}

/** Told of every statement, once it was run. Only tests and benchmarks listen. */
export type StatementLog = (event: {
  query: { sql: string; parameters: readonly unknown[] }
  queryDurationMillis: number
}) => void

/** The settings that a connection needs. */
export type DatabaseSettings = Pick<
  Settings,
  'DATABASE_URL' | 'DATABASE_POOL_SIZE' | 'DATABASE_TIMEOUT_MS' | 'DATABASE_TLS' | 'DATABASE_TLS_CA'
>
