import type { Test } from 'tap'
import type { Ticket } from '../../schemas/tickets.ts'
import type { Dialect } from '../../src/database/connection.ts'
import { createCustomer, customerLogin, insertTickets, type TicketRow } from './customer-tickets.ts'
import { api, startPortal, type TestPortal } from './portal.ts'

/** A page of tickets as the API answers it. */
export interface TicketPage {
  data: Ticket[]
  meta: { total: number; page: number; limit: number; totalPages: number }
}

/** A portal whose signed-in customer has exactly the tickets that a test gave it. */
export interface TicketList {
  portal: TestPortal
  customerId: string
  token: string
  /** Asks for the list. @throws where the answer is not 200 */
  list(query?: Record<string, string | number | string[]>): Promise<TicketPage>
  /** The titles of a list, in its order. */
  titles(query?: Record<string, string | number | string[]>): Promise<string[]>
}

/** Starts a portal with a customer that has these tickets. */
export async function startTicketList(
  t: Test,
  dialect: Dialect,
  tickets: readonly TicketRow[] = [],
): Promise<TicketList> {
  const portal = await startPortal(t, dialect)
  const customerId = await createCustomer(portal.itsm)
  await insertTickets(portal.itsm, customerId, tickets)
  const token = await portal.signIn(customerLogin)
  const list: TicketList['list'] = async (query = {}) => {
    const answer = await portal.request(token, { url: `${api}/tickets`, query: asText(query) })
    if (answer.statusCode !== 200) throw new Error(`no list: ${answer.body}`)
    return answer.json()
  }
  return {
    portal,
    customerId,
    token,
    list,
    titles: async (query) => (await list(query)).data.map(({ title }) => title),
  }
}

function asText(query: Record<string, string | number | string[]>): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, typeof value === 'number' ? String(value) : value]),
  )
}
