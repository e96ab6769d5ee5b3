import { Kysely } from 'kysely'
import type { Settings } from '../config.ts'
import { mysqlDialect } from './mysql.ts'
import { sqliteDialect } from './sqlite.ts'
import type { Tables } from './tables.ts'

export type Dialect = 'sqlite' | 'mysql'

/** A database as the portal uses it, with the dialect of its server (MariaDB speaks `mysql`). */
export interface Database {
  readonly kysely: Kysely<Tables>
  readonly dialect: Dialect
}

/** The settings that a connection needs. */
export type DatabaseSettings = Pick<
  Settings,
  'DATABASE_URL' | 'DATABASE_POOL_SIZE' | 'DATABASE_TIMEOUT_MS' | 'DATABASE_TLS' | 'DATABASE_TLS_CA'
>

/** Opens the database of the configuration. Nothing is connected before the first query. */
export function openDatabase(settings: DatabaseSettings): Database {
  const url = settings.DATABASE_URL
  return url.startsWith('sqlite:')
    ? { dialect: 'sqlite', kysely: new Kysely<Tables>({ dialect: sqliteDialect(url.slice('sqlite:'.length)) }) }
    : { dialect: 'mysql', kysely: new Kysely<Tables>({ dialect: mysqlDialect(settings) }) }
}
