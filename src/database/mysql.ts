import { CompiledQuery, MysqlDialect, type MysqlPool } from 'kysely'
import { createPool, type Pool, type PoolConnection, type QueryError } from 'mysql2'
import type { DatabaseSettings } from './connection.ts'

/** MySQL or MariaDB, through a pool of mysql2. */
export function mysqlDialect(settings: DatabaseSettings): MysqlDialect {
  const { DATABASE_POOL_SIZE: poolSize, DATABASE_TIMEOUT_MS: queryTimeout } = settings
  const pool = createPool({
    uri: settings.DATABASE_URL.replace(/^mariadb:/, 'mysql:'),
    connectionLimit: poolSize,
    // Beyond this many waiting requests the service says so (503) instead of letting them pile up.
    queueLimit: poolSize * 50,
    connectTimeout: Math.min(queryTimeout, 5000),
    charset: 'utf8mb4',
    // Timestamps come as the text that is stored; timestamps.ts reads both forms of the host.
    dateStrings: true,
    // JSON columns of MySQL come as text too, as everywhere else.
    jsonStrings: true,
    supportBigNumbers: true,
    enableKeepAlive: true,
    ...(settings.DATABASE_TLS === 'verify'
      ? { ssl: { rejectUnauthorized: true, ...(settings.DATABASE_TLS_CA ? { ca: settings.DATABASE_TLS_CA } : {}) } }
      : {}),
  })
  return new MysqlDialect({
    pool: withQueryTimeout(pool, queryTimeout),
    onCreateConnection: async (connection) => {
      for (const statement of sessionSettings(queryTimeout)) await connection.executeQuery(CompiledQuery.raw(statement))
    },
  })
}

/**
 * What every session relies on, whatever the server's defaults are: UTC; errors instead of cut-off values; backslash
 * escapes and double quotes as mysql2 writes them; reads that see what others have committed; and a bound on the time
 * a statement may take on the server, each server in its own words.
 */
function sessionSettings(queryTimeout: number): string[] {
  return [
    `SET time_zone = '+00:00', sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION', innodb_lock_wait_timeout = 5
      /*M!100100 , max_statement_time = ${queryTimeout / 1000} */ /*!80000 , max_execution_time = ${queryTimeout} */`,
    'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
  ]
}

/**
 * Gives every query a time limit on the client's side too, for a server that no longer answers at all. A connection
 * whose answer did not come is destroyed: what it would say later belongs to nobody.
 */
function withQueryTimeout(pool: Pool, timeout: number): MysqlPool {
  return {
    end: (callback) => pool.end(callback),
    getConnection: (callback) =>
      pool.getConnection((error, connection) => {
        if (!error) limitQueries(connection, timeout)
        callback(error, connection)
      }),
  } as MysqlPool
}

const limited = new WeakSet<PoolConnection>()

function limitQueries(connection: PoolConnection, timeout: number): void {
  if (limited.has(connection)) return
  limited.add(connection)
  const query = connection.query.bind(connection)
  const withLimit = (sql: string, values: unknown[], callback: (error: QueryError | null, result?: unknown) => void) =>
    query({ sql, values, timeout }, (error: QueryError | null, result: unknown) => {
      if (error?.code === 'PROTOCOL_SEQUENCE_TIMEOUT') connection.destroy()
      callback(error, result)
    })
  connection.query = withLimit as typeof connection.query
}
