import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { CompiledQuery, Kysely, SqliteDialect } from 'kysely'
import type { OpenDatabase, Statement } from './connection.ts'
import { like } from './sqlite-like.ts'
import type { Tables } from './tables.ts'

/**
 * The embedded database, through Node's own SQLite.
 *
 * @param path the file, or `:memory:`. A missing file is created with its folder
 * @param timeout milliseconds within which a transaction may be run again. Queries have no time limit
 */
export function openSqlite(path: string, timeout: number): OpenDatabase {
  const kysely = new Kysely<Tables>({ dialect: new SqliteDialect({ database: async () => openFile(path) }) })
  return {
    dialect: 'sqlite',
    timeout,
    kysely,
    run: async <Row>({ sql, parameters }: Statement) =>
      (await kysely.executeQuery<Row>(CompiledQuery.raw(sql, [...parameters]))).rows,
  }
}

function openFile(path: string) {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const database = new DatabaseSync(path)
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000; PRAGMA synchronous = NORMAL',
  )
  database.function('like', { deterministic: true }, like)
  return {
    close: () => database.close(),
    // A transaction takes the write lock when it begins, so that it cannot fail later because another process wrote.
    prepare: (sql: string) => adapt(database.prepare(sql === 'begin' ? 'begin immediate' : sql)),
  }
}

/** Gives a statement of node:sqlite the form that Kysely expects. */
function adapt(statement: ReturnType<DatabaseSync['prepare']>) {
  const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[]
  return {
    reader: statement.columns().length > 0,
    all: (parameters: readonly unknown[]) => statement.all(...values(parameters)),
    run: (parameters: readonly unknown[]) => statement.run(...values(parameters)),
    iterate: (parameters: readonly unknown[]) => statement.iterate(...values(parameters)),
  }
}
