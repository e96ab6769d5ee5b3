import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Database } from '../database/connection.ts'
import { type TimestampForm, toStored } from '../database/timestamps.ts'
import { demoArticles } from './articles.ts'
import { demoAgents, demoCustomers, demoIds, demoPortalUsers, demoTenants } from './people.ts'
import { insertRows, type Row } from './rows.ts'
import type { ItsmVariant } from './schema.ts'
import { type DemoTicket, demoTickets } from './tickets.ts'

const day = 24 * 60 * 60 * 1000
const hour = 60 * 60 * 1000
const prefixes = { incident: 'INC', change: 'CHG', problem: 'PRB', request: 'REQ' }

/** Options of {@link seedDemo}. */
export interface DemoSeed {
  variant: Pick<ItsmVariant, 'sla'>
  /** How the ITSM stores its timestamps. */
  form: TimestampForm
  /** The time from which "days ago" is counted. */
  now: Date
  /** The hash of the demo password. */
  passwordHash: string
}

/**
 * Fills the tables of an ITSM with the demo data: tenants, customers, people, tickets and articles.
 */
export async function seedDemo(database: Database, { variant, form, now, passwordHash }: DemoSeed): Promise<void> {
  const stored = (time: number) => toStored(form, new Date(time))
  const longAgo = stored(now.getTime() - 400 * day)
  const insert = (table: string, rows: Row[]) => insertRows(database, table, rows)

  await insert(
    'tenants',
    demoTenants.map(({ id, name, slug }) => ({ id, name, slug, created_at: longAgo, updated_at: longAgo })),
  )
  await insert('users', [
    ...demoAgents.map(({ id, email, displayName }) => ({
      id,
      email,
      display_name: displayName,
      auth_provider: 'local',
      is_active: 1,
      created_at: longAgo,
    })),
    // The author mirrors of the portal users.
    ...demoPortalUsers.map(({ id, displayName }) => ({
      id,
      email: `${id}@portal.invalid`,
      display_name: displayName,
      auth_provider: 'portal',
      is_active: 0,
      created_at: longAgo,
    })),
  ])
  await insert(
    'tenant_user_memberships',
    demoAgents.flatMap(({ id, role, tenantIds }) =>
      tenantIds.map((tenantId) => ({ tenant_id: tenantId, user_id: id, role, is_default: 1 })),
    ),
  )
  await insert(
    'customers',
    demoCustomers.map(({ id, tenantId, name, industry, contactEmail }) => ({
      id,
      tenant_id: tenantId,
      name,
      industry,
      contact_email: contactEmail,
      created_at: longAgo,
    })),
  )
  await insert(
    'customer_portal_users',
    demoPortalUsers.map(({ id, tenantId, customerId, email, displayName }) => ({
      id,
      tenant_id: tenantId,
      customer_id: customerId,
      email,
      display_name: displayName,
      password_hash: passwordHash,
      created_at: longAgo,
    })),
  )
  if (variant.sla) await seedSla(insert, longAgo)
  await seedTickets(insert, stored, now)
  await seedArticles(insert, stored, now)
}

type Insert = (table: string, rows: Row[]) => Promise<void>
type Stored = (time: number) => string

interface SlaDefinition {
  id: string
  tenantId: string
  name: string
  /** Minutes. */
  response: number
  /** Minutes. */
  resolution: number
  isDefault: 0 | 1
}

/** Every tenant has a default SLA. The first customer has a better one. */
async function seedSla(insert: Insert, longAgo: string): Promise<void> {
  const definition = ({ id, tenantId, name, response, resolution, isDefault }: SlaDefinition): Row => ({
    id,
    tenant_id: tenantId,
    name,
    response_time_minutes: response,
    resolution_time_minutes: resolution,
    priority_overrides: JSON.stringify({
      critical: { response: Math.ceil(response / 4), resolution: Math.ceil(resolution / 4) },
    }),
    is_default: isDefault,
    created_at: longAgo,
    updated_at: longAgo,
  })
  const gold = randomUUID()
  const [firstCustomer] = demoCustomers
  await insert('sla_definitions', [
    ...demoTenants.map(({ id }) =>
      definition({
        id: randomUUID(),
        tenantId: id,
        name: 'Bronze Standard',
        response: 480,
        resolution: 2880,
        isDefault: 1,
      }),
    ),
    ...(firstCustomer
      ? [
          definition({
            id: gold,
            tenantId: firstCustomer.tenantId,
            name: 'Gold 24/7',
            response: 60,
            resolution: 480,
            isDefault: 0,
          }),
        ]
      : []),
  ])
  if (firstCustomer)
    await insert('sla_assignments', [
      {
        id: randomUUID(),
        tenant_id: firstCustomer.tenantId,
        sla_definition_id: gold,
        customer_id: firstCustomer.id,
        priority: 50,
        created_at: longAgo,
      },
    ])
}

async function seedTickets(insert: Insert, stored: Stored, now: Date): Promise<void> {
  const numbers = new Map<string, number>()
  const tickets: Row[] = []
  const comments: Row[] = []
  const history: Row[] = []
  for (const ticket of demoTickets().toSorted((a, b) => b.createdDaysAgo - a.createdDaysAgo)) {
    const id = randomUUID()
    const tenantId = demoIds[ticket.tenant]
    const reporterId = demoIds[ticket.reporter]
    const createdAt = now.getTime() - ticket.createdDaysAgo * day
    const commentTimes = ticket.comments.map((comment) =>
      Math.min(createdAt + comment.afterHours * hour, now.getTime()),
    )
    const updatedAt = Math.max(createdAt, ...commentTimes)
    const series = `${tenantId} ${prefixes[ticket.type]}-${new Date(createdAt).getUTCFullYear()}-`
    const number = (numbers.get(series) ?? 0) + 1
    numbers.set(series, number)
    tickets.push({
      id,
      tenant_id: tenantId,
      ticket_number: `${series.split(' ')[1]}${String(number).padStart(5, '0')}`,
      ticket_type: ticket.type,
      title: ticket.title,
      description: ticket.description,
      status: ticket.status,
      priority: ticket.priority,
      source: ticket.source,
      reporter_id: reporterId,
      assignee_id: ticket.assignee && demoIds[ticket.assignee],
      customer_id: ticket.customer && demoIds[ticket.customer],
      root_cause: ticket.rootCause ?? null,
      created_by: reporterId,
      created_at: stored(createdAt),
      updated_at: stored(updatedAt),
      resolved_at: isResolved(ticket) ? stored(updatedAt) : null,
      closed_at: ticket.status === 'closed' ? stored(updatedAt) : null,
    })
    for (const [position, comment] of ticket.comments.entries())
      comments.push({
        id: randomUUID(),
        tenant_id: tenantId,
        ticket_id: id,
        author_id: demoIds[comment.author],
        content: comment.content,
        is_internal: comment.internal ? 1 : 0,
        source: comment.source,
        created_at: stored(commentTimes[position] ?? createdAt),
      })
    history.push({
      id: randomUUID(),
      tenant_id: tenantId,
      ticket_id: id,
      field_changed: 'created',
      old_value: null,
      new_value: 'Ticket created',
      changed_by: reporterId,
      changed_at: stored(createdAt),
    })
  }
  await insert('tickets', tickets)
  await insert('ticket_comments', comments)
  await insert('ticket_history', history)
}

function isResolved({ status }: DemoTicket): boolean {
  return status === 'resolved' || status === 'closed' || status === 'archived'
}

async function seedArticles(insert: Insert, stored: Stored, now: Date): Promise<void> {
  const rows = demoArticles.map((article): Row => {
    const author = demoAgents.find(({ tenantIds }) => tenantIds.includes(article.tenantId))
    const publishedAt = article.publishedDaysAgo === null ? null : now.getTime() - article.publishedDaysAgo * day
    return {
      id: randomUUID(),
      tenant_id: article.tenantId,
      title: article.title,
      slug: article.slug,
      content: readFileSync(new URL(`articles/${article.slug}.md`, import.meta.url), 'utf8'),
      category: article.category,
      tags: JSON.stringify(article.tags),
      visibility: article.visibility,
      status: article.status,
      author_id: author?.id ?? null,
      created_at: stored((publishedAt ?? now.getTime()) - day),
      updated_at: stored(publishedAt ?? now.getTime()),
      published_at: publishedAt === null ? null : stored(publishedAt),
    }
  })
  await insert('kb_articles', rows)
}
