import { type RawBuilder, sql } from 'kysely'
import { demoIds } from '../../src/demo/people.ts'
import { internalTicketColumns } from '../../src/demo/schema.ts'
import type { TestHost } from '../support/databases.ts'

/** What no customer of ACME may ever see. Every canary has its own number, so that a leak names its place. */
export interface Canaries {
  /** Finds the canaries in a text. @returns their places */
  in(text: string): string[]
}

/** Columns of tickets that never leave the host, whatever their content. */
const ticketColumns = [
  ...Object.entries(internalTicketColumns).flatMap(([column, type]) =>
    /^(text|string|id|time)$/.test(type) ? [column] : [],
  ),
  'subtype',
  'impact',
  'urgency',
  'asset_id',
  'assignee_group_id',
  'category_id',
  'workflow_instance_id',
  'current_step_id',
  'parent_ticket_id',
]

/** Puts a canary into every internal column and every hidden row of the host. */
export async function plantCanaries(host: TestHost): Promise<Canaries> {
  const { kysely } = host.admin
  const places: string[] = []
  const canary = (place: string): string => {
    places.push(place)
    return `canary${String(places.length).padStart(3, '0')}`
  }
  const plant = async (table: string, column: string, where: RawBuilder<unknown>) => {
    const isTime = host.form.kind === 'datetime' && /_(at|start|end)$/.test(column)
    if (isTime) return
    const text = canary(`${table}.${column}`)
    // The row's own id keeps unique columns unique.
    const value = host.dialect === 'mysql' ? sql`concat(${text}, substr(id, 1, 8))` : sql`${text} || substr(id, 1, 8)`
    await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${value} where ${where}`.execute(kysely)
  }
  const all = sql`1 = 1`
  const elsewhere = sql`tenant_id <> ${demoIds.demoOrg} or customer_id is null or customer_id <> ${demoIds.acme} or status = 'archived'`
  const hiddenArticle = sql`tenant_id <> ${demoIds.demoOrg} or visibility <> 'public' or status <> 'published'`

  for (const column of ticketColumns) await plant('tickets', column, all)
  for (const column of ['title', 'description', 'ticket_number']) await plant('tickets', column, elsewhere)
  await plant('ticket_comments', 'content', sql`is_internal <> 0 or source not in ('agent', 'customer', 'email')`)
  await plant(
    'ticket_comments',
    'content',
    sql`ticket_id in (select id from (select id from tickets where ${elsewhere}) as hidden)`,
  )
  for (const column of ['title', 'slug', 'content', 'category', 'tags'])
    await plant('kb_articles', column, hiddenArticle)
  for (const column of ['email', 'password_hash', 'external_id', 'password_history']) await plant('users', column, all)
  for (const column of ['license_key', 'settings']) await plant('tenants', column, all)
  await plant('tenants', 'name', sql`id <> ${demoIds.demoOrg}`)
  for (const column of ['name', 'industry', 'contact_email'])
    await plant('customers', column, sql`id <> ${demoIds.acme}`)
  for (const column of ['email', 'display_name', 'password_hash'])
    await plant('customer_portal_users', column, sql`id <> ${demoIds.katharina} and customer_id <> ${demoIds.acme}`)
  await plant('sla_definitions', 'name', all)

  return {
    in: (text) => [
      ...new Set([...text.matchAll(/canary(\d{3})/gi)].map((match) => places[Number(match[1]) - 1] ?? 'unknown')),
    ],
  }
}
