import { type Kysely, type RawBuilder, sql } from 'kysely'

// Migrations do the same for ever, whatever the portal becomes later. So they share only this file, and import nothing
// from outside of this folder. Like a migration, this file is never changed after a release.

/** The database that a migration changes. Migrations know no table types: these change from version to version. */
export type MigratedDatabase = Kysely<unknown>

/** The dialects that migrations are written for. MariaDB counts as `mysql`. */
export type MigratedDialect = 'sqlite' | 'mysql'

/** A table as it stands before a migration. */
export interface ExistingTable {
  columns: Map<string, ExistingColumn>
  indexes: ExistingIndex[]
}

/** A column of an existing table. SQLite tells neither length nor collation. */
export interface ExistingColumn {
  /** The largest number of characters of a text. */
  length: number | null
  collation: string | null
}

/** An index of an existing table. */
export interface ExistingIndex {
  name: string
  columns: string[]
}

/** Reads a table from the catalogue of the database. @returns undefined if there is no such table */
export async function findTable(
  kysely: MigratedDatabase,
  dialect: MigratedDialect,
  table: string,
): Promise<ExistingTable | undefined> {
  const columns = dialect === 'sqlite' ? await sqliteColumns(kysely, table) : await mysqlColumns(kysely, table)
  if (columns.length === 0) return undefined
  const parts = dialect === 'sqlite' ? await sqliteIndexes(kysely, table) : await mysqlIndexes(kysely, table)
  const indexes = new Map<string, ExistingIndex>()
  for (const { name, column } of parts) {
    const index = indexes.get(name) ?? { name, columns: [] }
    if (column !== null) index.columns.push(column)
    indexes.set(name, index)
  }
  return {
    columns: new Map(columns.map(({ name, length, collation }) => [name, { length, collation }])),
    indexes: [...indexes.values()],
  }
}

/**
 * Engine and collation of a new table. The collation is that of the ITSM's ids, because ids of different collations can
 * neither be compared nor be foreign keys of each other.
 */
export async function tableOptions(kysely: MigratedDatabase, dialect: MigratedDialect): Promise<RawBuilder<unknown>> {
  if (dialect === 'sqlite') return sql``
  const tenants = await findTable(kysely, dialect, 'tenants')
  const collation = tenants?.columns.get('id')?.collation ?? 'utf8mb4_unicode_ci'
  const characterSet = collation.split('_')[0] ?? 'utf8mb4'
  return sql.raw(`engine = InnoDB character set ${characterSet} collate ${collation}`)
}

type ColumnRow = ExistingColumn & { name: string }
type MysqlColumn = { table: string; name: string; length: number | string | null; collation: string | null }
type IndexPart = { name: string; column: string | null }

async function sqliteColumns(kysely: MigratedDatabase, table: string): Promise<ColumnRow[]> {
  const { rows } = await sql<{ name: string }>`select name from pragma_table_xinfo(${table})`.execute(kysely)
  return rows.map(({ name }) => ({ name, length: null, collation: null }))
}

async function sqliteIndexes(kysely: MigratedDatabase, table: string): Promise<IndexPart[]> {
  const { rows } = await sql<IndexPart>`
    select l.name as name, i.name as "column"
    from pragma_index_list(${table}) as l, pragma_index_info(l.name) as i order by l.name, i.seqno`.execute(kysely)
  return rows
}

// The servers differ in whether they compare names of tables by case, so the rows say which table they are of.

async function mysqlColumns(kysely: MigratedDatabase, table: string): Promise<ColumnRow[]> {
  const { rows } = await sql<MysqlColumn>`
    select table_name as ${sql.ref('table')}, column_name as name, character_maximum_length as length,
      collation_name as collation
    from information_schema.columns where table_schema = database() and table_name = ${table}`.execute(kysely)
  return rows
    .filter((row) => row.table === table)
    .map(({ name, length, collation }) => ({ name, length: length === null ? null : Number(length), collation }))
}

async function mysqlIndexes(kysely: MigratedDatabase, table: string): Promise<IndexPart[]> {
  const { rows } = await sql<IndexPart & { table: string }>`
    select table_name as ${sql.ref('table')}, index_name as name, column_name as ${sql.ref('column')}
    from information_schema.statistics where table_schema = database() and table_name = ${table}
    order by index_name, seq_in_index`.execute(kysely)
  return rows.filter((row) => row.table === table)
}
