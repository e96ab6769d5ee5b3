import { sql } from 'kysely'
import type { Database } from '../database/connection.ts'
import type { Tables } from '../database/tables.ts'

/** A column whose values are encrypted. Its owner registers it, so that key rotation finds its values. */
export type EncryptedColumn = {
  [Table in keyof Tables]: ColumnOf<Table, Extract<keyof Tables[Table], string>>
}[keyof Tables]

interface ColumnOf<Table, Column> {
  table: Table
  /** The primary key. */
  id: Column
  column: Column
  /** The context of encryption of a row. */
  context(id: string): string
}

/** An encrypted value of a row. */
export interface EncryptedValue {
  id: string
  encrypted: string
}

/** The encrypted values of a column, in the order of the ids. @param page `after`: begins after this id */
export async function findEncryptedValues(
  { kysely }: Database,
  { table, id, column }: EncryptedColumn,
  { after, limit }: { after: string; limit: number },
): Promise<EncryptedValue[]> {
  const { rows } = await sql<EncryptedValue>`
    select ${sql.ref(id)} as id, ${sql.ref(column)} as encrypted from ${sql.table(table)}
    where ${sql.ref(id)} > ${after} and ${sql.ref(column)} <> '' order by ${sql.ref(id)} limit ${sql.lit(limit)}
  `.execute(kysely)
  return rows
}

/** Replaces an encrypted value, unless it has changed since it was read. */
export async function replaceEncryptedValue(
  { kysely }: Database,
  { table, id, column }: EncryptedColumn,
  { former, encrypted }: { former: EncryptedValue; encrypted: string },
): Promise<void> {
  await sql`
    update ${sql.table(table)} set ${sql.ref(column)} = ${encrypted}
    where ${sql.ref(id)} = ${former.id} and ${sql.ref(column)} = ${former.encrypted}
  `.execute(kysely)
}
