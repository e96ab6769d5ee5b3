import { Kysely, MysqlDialect, type MysqlPool } from 'kysely'
import { createPool, type Pool, type PoolConnection, type QueryError } from 'mysql2'
import type { DatabaseSettings, OpenDatabase, Statement, StatementLog } from './connection.ts'
import type { Tables } from './tables.ts'

/** So many statements a connection keeps at the server; the portal has fewer shapes of them. */
const keptStatements = 100

/** MySQL or MariaDB, through a pool of mysql2. */
export function openMysql(settings: DatabaseSettings, log?: StatementLog): OpenDatabase {
  const { DATABASE_POOL_SIZE: poolSize, DATABASE_TIMEOUT_MS: queryTimeout } = settings
  const pool = createPool({
    uri: settings.DATABASE_URL.replace(/^mariadb:/, 'mysql:'),
    connectionLimit: poolSize,
    // Beyond this many waiting requests the service says so (503) instead of letting them pile up.
    queueLimit: poolSize * 50,
    connectTimeout: Math.min(queryTimeout, 5000),
    charset: 'utf8mb4',
    // Timestamps come as the text that is stored; timestamps.ts reads both forms of the ITSM.
    dateStrings: true,
    // JSON columns of MySQL come as text too, as everywhere else.
    jsonStrings: true,
    supportBigNumbers: true,
    enableKeepAlive: true,
    maxPreparedStatements: keptStatements,
    ...(settings.DATABASE_TLS === 'verify'
      ? { ssl: { rejectUnauthorized: true, ...(settings.DATABASE_TLS_CA ? { ca: settings.DATABASE_TLS_CA } : {}) } }
      : {}),
  })
  // A connection carries out one statement after the other: these come before any that it is taken for.
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
 * What every session relies on, whatever the server's defaults are: UTC; errors instead of cut-off values; backslash
 * escapes and double quotes as mysql2 writes them; reads that see what others have committed; no intersection of
 * indexes, which ITSMs tempt to (nearly all of theirs begin with the tenant) and which is slower than the best of them
 * alone; and a bound on the time a statement may take on the server, each server in its own words.
 */
export function sessionSettings(queryTimeout: number): string[] {
  return [
    `SET time_zone = '+00:00', sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION', innodb_lock_wait_timeout = 5,
      optimizer_switch = 'index_merge_intersection=off'
      /*M!100100 , max_statement_time = ${queryTimeout / 1000} */ /*!80000 , max_execution_time = ${queryTimeout} */`,
    'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
  ]
}

/** Runs finished statements straight on the pool, with a time limit that covers preparing them at the server too. */
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
 * Takes a connection from the pool. Waiting for one has the time limit of a statement, so that no request waits for ever
 * behind those that came before it.
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
 * Gives every query a time limit on the client's side too, for a server that no longer answers at all. A connection
 * whose answer did not come is destroyed: what it would say later belongs to nobody.
 */
function withQueryTimeout(pool: Pool, timeout: number): MysqlPool {
  return {
    // A connection that failed needs no end; that is not the failure of whoever closes the pool.
    end: (callback) => pool.end(() => callback(null)),
    getConnection: (callback) =>
      takeConnection(pool, timeout, (error, connection) => {
        if (connection) limitQueries(connection, timeout)
        callback(error, connection as PoolConnection)
      }),
  } as MysqlPool
}

/** The way to ask that a connection had before its queries were limited. */
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
