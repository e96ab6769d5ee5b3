import { type Kysely, sql } from 'kysely'
import type { Database } from '../connection.ts'
import type { Tables } from '../tables.ts'

export interface CatalogueColumn {
  name: string
  /** The type in lower case without its length, such as `varchar`, `datetime`, `text`. */
  type: string
  /** For text: the largest number of characters, if the database limits it. */
  length: number | null
  /** For DATETIME and TIMESTAMP: the digits after the second. */
  precision: number | null
  /** For ENUM: its values. */
  values: string[] | null
  nullable: boolean
  /** Whether a row can be inserted without naming the column. */
  optional: boolean
  collation: string | null
}

export interface CatalogueIndex {
  name: string
  columns: string[]
  unique: boolean
  fullText: boolean
}

export interface CatalogueForeignKey {
  column: string
  referencedTable: string
}

export interface CatalogueTable {
  columns: Map<string, CatalogueColumn>
  indexes: CatalogueIndex[]
  foreignKeys: CatalogueForeignKey[]
}

/** The tables of a database with their columns, indexes and foreign keys. */
export type Catalogue = Map<string, CatalogueTable>

/** Reads the catalogue of the current database. */
export function readCatalogue({ kysely, dialect }: Database): Promise<Catalogue> {
  return dialect === 'sqlite' ? readSqlite(kysely) : readMysql(kysely)
}

async function readMysql(kysely: Kysely<Tables>): Promise<Catalogue> {
  const [columns, indexes, foreignKeys] = await Promise.all([
    sql<{
      table: string
      name: string
      type: string
      full_type: string
      length: number | string | null
      scale: number | null
      is_nullable: string
      initial: string | null
      extra: string
      collation: string | null
    }>`select table_name as ${sql.ref('table')}, column_name as name, data_type as type, column_type as full_type,
         character_maximum_length as length, datetime_precision as scale, is_nullable as is_nullable,
         column_default as initial, extra as extra, collation_name as collation
       from information_schema.columns where table_schema = database() order by table_name, ordinal_position`.execute(
      kysely,
    ),
    sql<{ table: string; name: string; column: string | null; not_unique: number; type: string }>`
       select table_name as ${sql.ref('table')}, index_name as name, column_name as ${sql.ref('column')},
         non_unique as not_unique, index_type as type
       from information_schema.statistics where table_schema = database() order by table_name, index_name, seq_in_index`.execute(
      kysely,
    ),
    sql<{ table: string; column: string; referenced: string }>`
       select table_name as ${sql.ref('table')}, column_name as ${sql.ref('column')}, referenced_table_name as referenced
       from information_schema.key_column_usage where table_schema = database() and referenced_table_name is not null`.execute(
      kysely,
    ),
  ])

  const catalogue: Catalogue = new Map()
  for (const row of columns.rows) {
    const type = row.type.toLowerCase()
    tableOf(catalogue, row.table).columns.set(row.name, {
      name: row.name,
      type,
      length: row.length === null ? null : Number(row.length),
      precision: row.scale,
      values: type === 'enum' ? [...row.full_type.matchAll(/'((?:[^']|'')*)'/g)].map((match) => match[1] ?? '') : null,
      nullable: row.is_nullable === 'YES',
      optional: row.is_nullable === 'YES' || row.initial !== null || /auto_increment|generated/i.test(row.extra),
      collation: row.collation,
    })
  }
  for (const row of indexes.rows) {
    const table = tableOf(catalogue, row.table)
    const index = indexOf(table, {
      name: row.name,
      unique: Number(row.not_unique) === 0,
      fullText: row.type === 'FULLTEXT',
    })
    if (row.column !== null) index.columns.push(row.column)
  }
  for (const row of foreignKeys.rows)
    tableOf(catalogue, row.table).foreignKeys.push({ column: row.column, referencedTable: row.referenced })
  return catalogue
}

async function readSqlite(kysely: Kysely<Tables>): Promise<Catalogue> {
  const catalogue: Catalogue = new Map()
  const tables = await sql<{ name: string }>`select name from sqlite_master where type = 'table'`.execute(kysely)
  for (const { name } of tables.rows) {
    const table = tableOf(catalogue, name)
    const columns = await sql<{
      name: string
      type: string
      notnull: number
      dflt_value: string | null
      hidden: number
    }>`
      select name, type, "notnull", dflt_value, hidden from pragma_table_xinfo(${name})`.execute(kysely)
    for (const column of columns.rows)
      table.columns.set(column.name, {
        name: column.name,
        type: column.type.toLowerCase().replace(/\(.*/, ''),
        length: null,
        precision: null,
        values: null,
        nullable: column.notnull === 0,
        optional: column.notnull === 0 || column.dflt_value !== null || column.hidden !== 0,
        collation: null,
      })
    const indexes = await sql<{ name: string; unique: number; column: string | null }>`
      select l.name as name, l."unique" as "unique", i.name as "column"
      from pragma_index_list(${name}) as l, pragma_index_info(l.name) as i order by l.name, i.seqno`.execute(kysely)
    for (const row of indexes.rows) {
      const index = indexOf(table, { name: row.name, unique: row.unique === 1, fullText: false })
      if (row.column !== null) index.columns.push(row.column)
    }
    const foreignKeys = await sql<{ column: string; referenced: string }>`
      select "from" as "column", "table" as referenced from pragma_foreign_key_list(${name})`.execute(kysely)
    for (const row of foreignKeys.rows) table.foreignKeys.push({ column: row.column, referencedTable: row.referenced })
  }
  return catalogue
}

function tableOf(catalogue: Catalogue, name: string): CatalogueTable {
  const known = catalogue.get(name)
  if (known) return known
  const table: CatalogueTable = { columns: new Map(), indexes: [], foreignKeys: [] }
  catalogue.set(name, table)
  return table
}

function indexOf(table: CatalogueTable, wanted: Omit<CatalogueIndex, 'columns'>): CatalogueIndex {
  const known = table.indexes.find(({ name }) => name === wanted.name)
  if (known) return known
  const index: CatalogueIndex = { ...wanted, columns: [] }
  table.indexes.push(index)
  return index
}
