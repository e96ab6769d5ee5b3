import { randomUUID } from 'node:crypto'
import { demoIds } from '../../src/demo/people.ts'
import { insertRows, type Row } from '../../src/demo/rows.ts'
import type { TestHost } from './databases.ts'

/**
 * Puts a ticket into the host as one of its agents does, past the portal.
 *
 * @param differences columns that are not as usual
 * @returns its id
 */
export async function insertAgentTicket({ admin }: TestHost, differences: Row): Promise<string> {
  const id = randomUUID()
  const time = new Date().toISOString()
  await insertRows(admin, 'tickets', [
    {
      id,
      tenant_id: demoIds.demoOrg,
      ticket_number: 'INC-2000-00001',
      ticket_type: 'incident',
      title: 'Called in by phone',
      description: 'Noted by the service desk.',
      reporter_id: demoIds.sabine,
      created_by: demoIds.sabine,
      customer_id: demoIds.acme,
      created_at: time,
      updated_at: time,
      ...differences,
    },
  ])
  return id
}
