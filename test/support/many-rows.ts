import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { demoIds } from '../../src/demo/people.ts'
import { insertRows } from '../../src/demo/rows.ts'
import type { TestItsm } from './databases.ts'

const customers = 20
const tickets = 5000
const comments = 10_000
const articles = 1000
const statuses = ['open', 'in_progress', 'pending', 'resolved', 'closed']
const since = '2025-01-01T00:00:00.000Z'

/**
 * Puts thousands of tickets and comments and hundreds of articles into an ITSM with text timestamps, so that the server
 * has a reason to use its indexes.
 *
 * @returns a ticket of the first demo customer with thousands of comments
 */
export async function insertManyRows({ admin }: TestItsm): Promise<string> {
  const tenant_id = demoIds.demoOrg
  const customerIds = [demoIds.acme, ...Array.from({ length: customers - 1 }, () => randomUUID())]
  await insertRows(
    admin,
    'customers',
    customerIds.slice(1).map((id) => ({ id, tenant_id, name: id, created_at: since })),
  )
  const rows = Array.from({ length: tickets }, (_, position) => {
    const time = new Date(Date.parse(since) + position * 60_000).toISOString()
    return {
      id: randomUUID(),
      tenant_id,
      ticket_number: `INC-2025-${String(position + 1).padStart(5, '0')}`,
      ticket_type: 'incident',
      title: `Ticket ${position}`,
      description: 'It does not work. '.repeat(30),
      status: statuses[Math.floor(position / customers) % statuses.length] ?? 'open',
      priority: 'medium',
      reporter_id: demoIds.sabine,
      created_by: demoIds.sabine,
      customer_id: customerIds[position % customers] ?? null,
      created_at: time,
      updated_at: time,
    }
  })
  await insertRows(admin, 'tickets', rows)
  const busyTicket = rows[0]?.id ?? ''
  await insertRows(
    admin,
    'ticket_comments',
    Array.from({ length: comments }, (_, position) => ({
      id: randomUUID(),
      tenant_id,
      ticket_id: position < comments / 3 ? busyTicket : (rows[position % tickets]?.id ?? busyTicket),
      author_id: demoIds.sabine,
      content: 'Noted.',
      created_at: since,
    })),
  )
  await insertRows(
    admin,
    'kb_articles',
    Array.from({ length: articles }, (_, position) => ({
      id: randomUUID(),
      tenant_id,
      title: `Article ${position}`,
      slug: `article-${position}`,
      content: `About printer ${position} and more.`,
      visibility: position % 3 === 0 ? 'public' : 'internal',
      status: position % 2 === 0 ? 'published' : 'draft',
      author_id: demoIds.sabine,
      created_at: since,
      updated_at: since,
      published_at: since,
    })),
  )
  await sql`analyze table customers, tickets, ticket_comments, kb_articles`.execute(admin.kysely)
  return busyTicket
}
