import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify'
import type { Host } from '../database/host/host.ts'
import { allPortalUsers } from './repository.ts'

/** The columns of an export; an import takes the first four and passes over the others. */
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

/** All portal users of a tenant as CSV (RFC 4180); what a spreadsheet would take for a formula is marked as text. */
export function exportPortalUsers(host: Host, tenantId: string): Readable {
  const csv = stringify({
    header: true,
    columns: [...exportedColumns],
    escape_formulas: true,
    record_delimiter: '\r\n',
  })
  const rows = Readable.from(rowsOf(host, tenantId))
  rows.once('error', (error) => csv.destroy(error))
  return rows.pipe(csv)
}

async function* rowsOf(host: Host, tenantId: string) {
  for await (const { customerName, ...user } of allPortalUsers(host, tenantId))
    yield { ...user, customer: customerName }
}
