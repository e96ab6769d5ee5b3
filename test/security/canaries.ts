import { type RawBuilder, sql } from 'kysely'
import { demoIds } from '../../src/demo/people.ts'
import { internalTicketColumns } from '../../src/demo/schema.ts'
import type { TestItsm } from '../support/databases.ts'
import { insertOddRows } from './odd-rows.ts'

/** What a portal user of ACME may never see. Every canary has its own text, so that a leak names its place. */
export interface Canaries {
  /** Every place that has one. */
  places: string[]
  /** Finds the canaries in a text. @returns their places */
  in(text: string): string[]
}

const internalColumns = Object.entries(internalTicketColumns)

/** Columns of tickets that never leave the ITSM, whatever their content. */
const ticketColumns = [
  ...internalColumns.flatMap(([column, type]) => (/^(text|string|id|time)$/.test(type) ? [column] : [])),
  'subtype',
  'impact',
  'urgency',
  'asset_id',
  'assignee_group_id',
  'category_id',
  'workflow_instance_id',
  'current_step_id',
  'parent_ticket_id',
  'created_by',
  'sla_tier',
  'sla_response_due',
  'sla_resolve_due',
  'sla_paused_at',
]

/** The same for those that hold numbers. */
const ticketNumberColumns = [
  ...internalColumns.flatMap(([column, type]) => (/^number/.test(type) ? [column] : [])),
  'sla_paused_total',
]

const all = sql`1 = 1`
const katharina = sql`id = ${demoIds.katharina}`
const notAcmes = sql`tenant_id <> ${demoIds.demoOrg} or customer_id is null or customer_id <> ${demoIds.acme}`
const hiddenTicket = sql`${notAcmes} or status = 'archived'`
const internalComment = sql`is_internal <> 0 or source not in ('agent', 'customer', 'email')
  or tenant_id <> ${demoIds.demoOrg}`
const commentElsewhere = sql`ticket_id in (select id from (select id from tickets where ${hiddenTicket}) as hidden)`
const hiddenArticle = sql`tenant_id <> ${demoIds.demoOrg} or visibility <> 'public' or status <> 'published'`

/** Texts that are put over what stands there, by table: which columns of which rows. The last one wins. */
const planted: [table: string, columns: string[], where: RawBuilder<unknown>][] = [
  ['tickets', ticketColumns, all],
  ['tickets', ['title', 'description', 'ticket_number'], hiddenTicket],
  ['ticket_comments', ['content'], sql`(${internalComment}) and not (${commentElsewhere})`],
  ['ticket_comments', ['content'], commentElsewhere],
  ['ticket_history', ['field_changed', 'old_value', 'new_value', 'changed_by'], all],
  ['kb_articles', ['title', 'slug', 'content', 'category', 'tags'], hiddenArticle],
  ['kb_articles', ['created_at'], all],
  ['users', ['email', 'password_hash', 'external_id', 'password_history', 'language'], all],
  ['users', ['last_login', 'password_changed_at', 'created_at'], all],
  ['tenants', ['license_key', 'settings', 'created_at', 'updated_at'], all],
  ['tenants', ['name', 'slug'], sql`id <> ${demoIds.demoOrg}`],
  ['customers', ['name', 'industry', 'contact_email'], sql`id <> ${demoIds.acme}`],
  ['customers', ['created_at'], all],
  ['customer_portal_users', ['email', 'password_hash', 'last_login'], sql`not (${katharina})`],
  ['customer_portal_users', ['display_name'], sql`customer_id <> ${demoIds.acme}`],
  ['customer_portal_users', ['created_at'], all],
  ['sla_definitions', ['name', 'created_at'], all],
  ['sla_assignments', ['created_at'], all],
]

/** Rows whose very ids are nobody's business. */
const hiddenRows: [table: string, where: RawBuilder<unknown>][] = [
  ['tickets', hiddenTicket],
  ['ticket_comments', sql`${internalComment} or ${commentElsewhere}`],
  ['ticket_history', all],
  ['kb_articles', hiddenArticle],
  ['users', sql`not (${katharina})`],
  ['customers', sql`id <> ${demoIds.acme}`],
  ['tenants', sql`id <> ${demoIds.demoOrg}`],
  ['customer_portal_users', sql`not (${katharina})`],
  ['sla_definitions', all],
  ['sla_assignments', all],
]

/** Puts a canary into every internal column and every hidden row of an ITSM that stores timestamps as text. */
export async function plantCanaries(itsm: TestItsm): Promise<Canaries> {
  const { kysely } = itsm.admin
  const places: string[] = []
  /** Values that are canaries as they are, with their place. */
  const values = new Map<string, string>()

  await insertOddRows(itsm)
  for (const [table, where] of hiddenRows) {
    const { rows } = await sql<{ id: string }>`select id from ${sql.table(table)} where ${where}`.execute(kysely)
    for (const { id } of rows) values.set(id, `${table}.id`)
  }
  for (const [position, column] of ticketNumberColumns.entries()) {
    const number = 731_946_001 + position
    values.set(String(number), `tickets.${column}`)
    await sql`update tickets set ${sql.ref(column)} = ${number}`.execute(kysely)
  }
  for (const [table, columns, where] of planted)
    for (const column of columns) {
      places.push(`${table}.${column}`)
      const text = `canary${String(places.length).padStart(3, '0')}`
      // The row's own id keeps unique columns unique.
      const value = itsm.dialect === 'mysql' ? sql`concat(${text}, substr(id, 1, 8))` : sql`${text} || substr(id, 1, 8)`
      await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${value} where ${where}`.execute(kysely)
    }

  return {
    places: [...new Set([...places, ...values.values()])],
    in: (text) => {
      const found = [...text.matchAll(/canary(\d{3})/gi)].map((match) => places[Number(match[1]) - 1] ?? 'unknown')
      for (const [value, place] of values) if (text.includes(value)) found.push(place)
      if (/\$argon2|\$2[aby]\$/.test(text)) found.push('a password hash')
      return [...new Set(found)]
    },
  }
}
