import type { DatabaseSettings, OpenDatabase, StatementLog } from './connection.ts'
import { openMysql } from './mysql.ts'
import { openSqlite } from './sqlite.ts'

/** Opens the database of the configuration. The first query opens the first connection. */
export function openDatabase(settings: DatabaseSettings, log?: StatementLog): OpenDatabase {
  const url = settings.DATABASE_URL
  return url.startsWith('sqlite:')
    ? openSqlite(url.slice('sqlite:'.length), settings.DATABASE_TIMEOUT_MS)
    : openMysql(settings, log)
}
