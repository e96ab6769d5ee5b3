import { sql } from 'kysely'
import type { Database } from '../database/connection.ts'

/** A row of an ITSM table, also with columns that the portal itself does not know. */
export type Row = Record<string, string | number | null>

/** Inserts rows into a table of the ITSM, all with the columns of the first. */
export async function insertRows(database: Database, table: string, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {})
  for (let start = 0; start < rows.length; start += 500) {
    const values = rows
      .slice(start, start + 500)
      .map((row) => sql`(${sql.join(columns.map((column) => row[column] ?? null))})`)
    await sql`insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))}) values ${sql.join(values)}`.execute(
      database.kysely,
    )
  }
}
