import { randomUUID } from 'node:crypto'
import { demoIds } from '../../src/demo/people.ts'
import type { Row } from '../../src/demo/rows.ts'
import { demoTickets } from '../../src/demo/tickets.ts'
import { type BenchCustomer, largeUser, otherCustomers, smallUser } from './people.ts'

/** How many tickets there are: in all, of the customer with few, and of the one with many. */
export interface TicketCounts {
  total: number
  small: number
  large: number
}

/** A ticket of the benchmark before it has a text. */
export interface BenchTicket {
  id: string
  customer: BenchCustomer
  /** Its place in time: the newest has the highest. */
  age: number
}

/**
 * All tickets in the order of their ids, which is the order the server stores them in. Ids are random as in every
 * ITSM, so that customers and times are scattered over the table; written in order, it fills in minutes, not hours.
 */
export function scatteredTickets(counts: TicketCounts): BenchTicket[] {
  const ids = Array.from({ length: counts.total }, () => randomUUID()).sort()
  return ids.map((id, position) => ({
    id,
    customer: customerOf(scattered(position, counts.total, 611_953), counts),
    age: scattered(position, counts.total, 350_377),
  }))
}

/** Another position for each; the factor is a prime number that divides no total. */
function scattered(position: number, total: number, prime: number): number {
  return (position * prime) % total
}

function customerOf(turn: number, { small, large }: TicketCounts): BenchCustomer {
  if (turn < small) return smallUser.customer
  if (turn < small + large) return largeUser.customer
  return otherCustomers[turn % otherCustomers.length] ?? largeUser.customer
}

const hour = 60 * 60 * 1000
const firstTime = Date.parse('2023-01-01T00:00:00.000Z')
const timeSpan = 3 * 365 * 24 * hour
const prefixes = { incident: 'INC', change: 'CHG', problem: 'PRB', request: 'REQ' }
const agents = [demoIds.sabine, demoIds.tomasz, demoIds.amara]

const texts = demoTickets()

/** Most tickets of an ITSM are closed. */
const statuses = [...Array(14).fill('closed'), 'resolved', 'resolved', 'open', 'open', 'in_progress', 'pending']

/** Their rows, with the texts of the demo. */
export function* ticketRows(tickets: readonly BenchTicket[]): Iterable<Row> {
  for (const { id, customer, age } of tickets) {
    const text = texts[age % texts.length]
    if (!text) continue
    const status = String(statuses[age % statuses.length])
    const createdAt = timeOf(age, tickets.length)
    const updatedAt = new Date(createdAt.getTime() + (1 + (age % 200)) * hour).toISOString()
    yield {
      id,
      tenant_id: customer.tenantId,
      customer_id: customer.id,
      ticket_number: `${prefixes[text.type]}-${createdAt.getUTCFullYear()}-${String(age).padStart(5, '0')}`,
      ticket_type: text.type,
      title: text.title,
      description: text.description,
      status,
      priority: text.priority,
      source: text.source,
      reporter_id: reporterOf(customer, age),
      assignee_id: agents[age % agents.length] ?? null,
      created_by: reporterOf(customer, age),
      created_at: createdAt.toISOString(),
      updated_at: updatedAt,
      resolved_at: status === 'resolved' || status === 'closed' ? updatedAt : null,
      closed_at: status === 'closed' ? updatedAt : null,
    }
  }
}

function timeOf(age: number, total: number): Date {
  return new Date(firstTime + Math.floor((age / total) * timeSpan))
}

/** Of every two tickets, one came from the customer and one from an agent. */
function reporterOf(customer: BenchCustomer, age: number): string {
  const own = [smallUser, largeUser].find((user) => user.customer === customer)
  return own && age % 2 === 0 ? own.id : demoIds.sabine
}

const commentTexts = texts.flatMap(({ comments }) => comments.map(({ content }) => content))
const commentsOfTicket = 6

/** Comments on every ticket of the customer with few and on every twentieth of the others, a third of them internal. */
export function* commentRows(tickets: readonly BenchTicket[]): Iterable<Row> {
  for (const { id, customer, age } of tickets) {
    if (customer !== smallUser.customer && age % 20 !== 0) continue
    for (let count = 0; count < commentsOfTicket; count++) {
      const isOwn = count % 2 === 1
      yield {
        id: randomUUID(),
        tenant_id: customer.tenantId,
        ticket_id: id,
        author_id: isOwn ? reporterOf(customer, 0) : demoIds.sabine,
        content: commentTexts[(age + count) % commentTexts.length] ?? '',
        is_internal: count % 3 === 2 ? 1 : 0,
        source: isOwn ? 'customer' : 'agent',
        created_at: new Date(timeOf(age, tickets.length).getTime() + count * hour).toISOString(),
      }
    }
  }
}
