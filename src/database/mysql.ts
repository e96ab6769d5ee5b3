import { Kysely, MysqlDialect, type MysqlPool } from 'kysely'
import { createPool, type Pool, type PoolConnection, type QueryError } from 'mysql2'
import type { DatabaseSettings, OpenDatabase, Statement, StatementLog } from './connection.ts'
import type { Tables } from './tables.ts'

/** The number of prepared statements of a connection. The portal has fewer. */
const keptStatements = 100

/** MySQL or MariaDB, through a pool of mysql2. */
export function openMysql(settings: DatabaseSettings, log?: StatementLog): OpenDatabase {
  const { DATABASE_POOL_SIZE: poolSize, DATABASE_TIMEOUT_MS: queryTimeout } = settings
  const pool = createPool({
    uri: settings.DATABASE_URL.replace(/^mariadb:/, 'mysql:'),
    connectionLimit: poolSize,
    // With more waiting requests than this, further ones get 503.
    queueLimit: poolSize * 50,
    connectTimeout: Math.min(queryTimeout, 5000),
    charset: 'utf8mb4',
    // Timestamps are returned as the stored text; timestamps.ts reads both forms.
    dateStrings: true,
    // JSON columns of MySQL are returned as text, as in the other databases.
    jsonStrings: true,
    supportBigNumbers: true,
    enableKeepAlive: true,
    maxPreparedStatements: keptStatements,
    ...(settings.DATABASE_TLS === 'verify'
      ? { ssl: { rejectUnauthorized: true, ...(settings.DATABASE_TLS_CA ? { ca: settings.DATABASE_TLS_CA } : {}) } }
      : {}),
  })
  // A connection runs its statements in order, so these run before the first query.
  pool.on('connection', (connection) => {
    for (const statement of sessionSettings(queryTimeout))
      connection.query(statement, (error) => {
        if (error) connection.destroy()
      })
  })
  return {
    dialect: 'mysql',
    timeout: queryTimeout,
    kysely: new Kysely<Tables>({
      dialect: new MysqlDialect({ pool: withQueryTimeout(pool, queryTimeout) }),
      ...(log ? { log } : {}),
    }),
    run: log ? logged(runOn(pool, queryTimeout), log) : runOn(pool, queryTimeout),
  }
}

/**
 * The settings of every session, independent of the server's defaults:
 * - UTC
 * - errors instead of truncated values
 * - backslash escapes and double quotes as mysql2 writes them
 * - READ COMMITTED
 * - no intersection of indexes. Nearly all indexes of an ITSM begin with the tenant, so the optimizer often chooses an
 *   intersection, which is slower than the best index alone
 * - a time limit for statements, which MariaDB and MySQL write differently
 */
export function sessionSettings(queryTimeout: number): string[] {
  return [
    `SET time_zone = '+00:00', sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION', innodb_lock_wait_timeout = 5,
      optimizer_switch = 'index_merge_intersection=off'
      /*M!100100 , max_statement_time = ${queryTimeout / 1000} */ /*!80000 , max_execution_time = ${queryTimeout} */`,
    'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
  ]
}

/** Runs compiled statements directly on the pool. The time limit includes preparing them at the server. */
function runOn(pool: Pool, timeout: number): OpenDatabase['run'] {
  return <Row>({ sql, parameters, isKeptByServer }: Statement) =>
    new Promise<Row[]>((resolve, reject) => {
      takeConnection(pool, timeout, (failure, connection) => {
        if (!connection) {
          reject(failure)
          return
        }
        const overdue = setTimeout(() => {
          connection.destroy()
          reject(notInTime('the database did not answer in time'))
        }, timeout)
        const done = (error: QueryError | null, rows: unknown) => {
          clearTimeout(overdue)
          connection.release()
          if (error) reject(error)
          else resolve(rows as Row[])
        }
        const values = parameters as (string | number | null)[]
        if (isKeptByServer) connection.execute(sql, values, done)
        else unlimited(connection)(sql, values, done)
      })
    })
}

/**
 * Takes a connection from the pool. Waiting for a connection has the time limit of a statement, so that no request waits
 * for ever.
 */
function takeConnection(
  pool: Pool,
  timeout: number,
  callback: (error: Error | null, connection?: PoolConnection) => void,
): void {
  let isOverdue = false
  const overdue = setTimeout(() => {
    isOverdue = true
    callback(notInTime('no connection to the database was free in time'))
  }, timeout)
  pool.getConnection((error, connection) => {
    clearTimeout(overdue)
    if (!isOverdue) callback(error, connection)
    else connection?.release()
  })
}

function notInTime(message: string): Error {
  return Object.assign(new Error(message), { code: 'PROTOCOL_SEQUENCE_TIMEOUT' })
}

function logged(run: OpenDatabase['run'], log: StatementLog): OpenDatabase['run'] {
  return async <Row>(statement: Statement) => {
    const began = performance.now()
    const rows = await run<Row>(statement)
    log({ query: statement, queryDurationMillis: performance.now() - began })
    return rows
  }
}

/**
 * Sets a time limit for every query on the client too, because a server may not answer at all. A connection without an
 * answer in time is destroyed, so that a late answer is not taken for that of the next query.
 */
function withQueryTimeout(pool: Pool, timeout: number): MysqlPool {
  return {
    // A failed connection cannot be closed. That is no error of closing the pool.
    end: (callback) => pool.end(() => callback(null)),
    getConnection: (callback) =>
      takeConnection(pool, timeout, (error, connection) => {
        if (connection) limitQueries(connection, timeout)
        callback(error, connection as PoolConnection)
      }),
  } as MysqlPool
}

/** The original `query` of each connection with a time limit. */
const withoutLimit = new WeakMap<PoolConnection, PoolConnection['query']>()

function unlimited(connection: PoolConnection): PoolConnection['query'] {
  return withoutLimit.get(connection) ?? connection.query.bind(connection)
}

function limitQueries(connection: PoolConnection, timeout: number): void {
  if (withoutLimit.has(connection)) return
  const query = connection.query.bind(connection)
  withoutLimit.set(connection, query)
  const withLimit = (sql: string, values: unknown[], callback: (error: QueryError | null, result?: unknown) => void) =>
    query({ sql, values, timeout }, (error: QueryError | null, result: unknown) => {
      if (error?.code === 'PROTOCOL_SEQUENCE_TIMEOUT') connection.destroy()
      callback(error, result)
    })
  connection.query = withLimit as typeof connection.query
}
