import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { demoIds } from '../../src/demo/people.ts'
import { insertRows } from '../../src/demo/rows.ts'
import type { TestItsm } from '../support/databases.ts'

/**
 * Puts rows into the ITSM that a customer of ACME may only not see because of one column: comments of unknown sources
 * and of another tenant on a ticket of ACME, and articles in states that the portal does not know.
 */
export async function insertOddRows({ admin }: TestItsm): Promise<void> {
  const time = '2026-03-01T09:30:00.000Z'
  const { rows } = await sql<{ id: string }>`select id from tickets
    where customer_id = ${demoIds.acme} and status = 'open'`.execute(admin.kysely)
  const [ticket] = rows
  if (!ticket) throw new Error('ACME has no open ticket')
  const comment = { ticket_id: ticket.id, author_id: demoIds.sabine, content: 'odd', created_at: time }
  const { demoOrg, nordwind } = demoIds
  await insertRows(admin, 'ticket_comments', [
    { ...comment, id: randomUUID(), tenant_id: demoOrg, is_internal: 1, source: 'customer' },
    { ...comment, id: randomUUID(), tenant_id: demoOrg, is_internal: 2, source: 'agent' },
    { ...comment, id: randomUUID(), tenant_id: demoOrg, is_internal: 0, source: 'system' },
    { ...comment, id: randomUUID(), tenant_id: demoOrg, is_internal: 0, source: 'bot' },
    { ...comment, id: randomUUID(), tenant_id: nordwind, is_internal: 0, source: 'agent' },
  ])
  const article = { title: 'odd', content: 'odd', author_id: demoIds.sabine, created_at: time, updated_at: time }
  const states = [
    ['public', 'review'],
    ['partners', 'published'],
    ['', 'published'],
    ['public', ''],
  ]
  await insertRows(
    admin,
    'kb_articles',
    states.map(([visibility = '', status = '']) => {
      const id = randomUUID()
      return { ...article, id, tenant_id: demoOrg, slug: id, visibility, status, published_at: time }
    }),
  )
}
