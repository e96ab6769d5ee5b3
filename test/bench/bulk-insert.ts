import type { Connection } from 'mysql2/promise'
import type { Row } from '../../src/demo/rows.ts'

const rowsPerStatement = 1000

/** Inserts any number of rows, all with the columns of the first; the next ones are made while the server writes. */
export async function insertAll(connection: Connection, table: string, rows: Iterable<Row>): Promise<void> {
  let columns: string[] = []
  let batch: unknown[][] = []
  let writing: Promise<unknown> = Promise.resolve()
  const write = async () => {
    await writing
    writing = connection.query('insert into ?? (??) values ?', [table, columns, batch])
    batch = []
  }
  for (const row of rows) {
    if (columns.length === 0) columns = Object.keys(row)
    batch.push(columns.map((column) => row[column] ?? null))
    if (batch.length === rowsPerStatement) await write()
  }
  if (batch.length > 0) await write()
  await writing
}
