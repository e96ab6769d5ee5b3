import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { toStored } from '../../src/database/timestamps.ts'
import { demoIds } from '../../src/demo/people.ts'
import { insertRows, type Row } from '../../src/demo/rows.ts'
import type { TestItsm } from './databases.ts'

/** Who signs in for the customer that {@link createCustomer} makes. */
export const customerLogin = 'priya.raman@globex.example.com'

/**
 * Makes a customer that has no tickets yet, and moves one of the demo's portal users there.
 *
 * @returns its id
 */
export async function createCustomer({ admin, form }: TestItsm): Promise<string> {
  const id = randomUUID()
  await insertRows(admin, 'customers', [
    { id, tenant_id: demoIds.demoOrg, name: 'Initech GmbH', created_at: toStored(form, new Date()) },
  ])
  await sql`update customer_portal_users set customer_id = ${id} where id = ${demoIds.priya}`.execute(admin.kysely)
  return id
}

/** A ticket of a customer: what it has in the ITSM, and what a test says that it differs in. */
export interface TicketRow {
  id: string
  number: string
  type: string
  title: string
  status: string
  priority: string
  createdAt: Date
  updatedAt: Date
}

/** A ticket with an id of its own, as it usually is but for the differences. */
export function ticketRow(differences: Partial<TicketRow> = {}): TicketRow {
  return {
    id: randomUUID(),
    number: 'INC-2026-00001',
    type: 'incident',
    title: 'The scanner jams',
    status: 'open',
    priority: 'medium',
    createdAt: new Date('2026-03-01T09:30:00.000Z'),
    updatedAt: new Date('2026-03-02T10:45:00.000Z'),
    ...differences,
  }
}

/** Puts tickets of a customer into the ITSM, as its agents do. */
export async function insertTickets(
  { admin, form }: TestItsm,
  customerId: string,
  tickets: readonly TicketRow[],
): Promise<void> {
  const rows = tickets.map(
    (ticket): Row => ({
      id: ticket.id,
      tenant_id: demoIds.demoOrg,
      customer_id: customerId,
      ticket_number: ticket.number,
      ticket_type: ticket.type,
      title: ticket.title,
      description: 'Every second page.',
      status: ticket.status,
      priority: ticket.priority,
      reporter_id: demoIds.sabine,
      created_by: demoIds.sabine,
      created_at: toStored(form, ticket.createdAt),
      updated_at: toStored(form, ticket.updatedAt),
    }),
  )
  await insertRows(admin, 'tickets', rows)
}
