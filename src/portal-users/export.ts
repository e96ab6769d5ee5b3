import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify'
import type { ItsmDatabase } from '../database/itsm/itsm-database.ts'
import { allPortalUsers } from './repository.ts'

/** The columns of an export. An import reads the first four and ignores the others. */
export const exportedColumns = [
  'email',
  'displayName',
  'customer',
  'language',
  'status',
  'createdAt',
  'lastLoginAt',
  'id',
] as const

/** All portal users of a tenant as CSV (RFC 4180). Fields that a spreadsheet would read as a formula are marked as text. */
export function exportPortalUsers(database: ItsmDatabase, tenantId: string): Readable {
  const csv = stringify({
    header: true,
    columns: [...exportedColumns],
    escape_formulas: true,
    record_delimiter: '\r\n',
  })
  const rows = Readable.from(rowsOf(database, tenantId))
  rows.once('error', (error) => csv.destroy(error))
  return rows.pipe(csv)
}

async function* rowsOf(database: ItsmDatabase, tenantId: string) {
  for await (const { customerName, ...user } of allPortalUsers(database, tenantId))
    yield { ...user, customer: customerName }
}
