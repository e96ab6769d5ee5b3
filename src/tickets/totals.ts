import { LRUCache } from 'lru-cache'
import type { StatusCount, TicketQuery } from '../../schemas/tickets.ts'
import type { Host } from '../database/host/host.ts'
import type { CustomerScope } from '../plugins/authentication.ts'
import { countByStatus } from './repository.ts'

/** What narrows a list down. */
export type TicketFilter = Pick<TicketQuery, 'status' | 'ticketType' | 'q'>

/** How many tickets match a filter, and how many of them are in each state. */
export interface TicketTotals {
  byStatus(host: Host, scope: CustomerScope, filter: Omit<TicketFilter, 'status'>): Promise<StatusCount[]>
  count(host: Host, scope: CustomerScope, filter: TicketFilter): Promise<number>
  /** Called when the caller's customer got a ticket here. */
  forget(scope: CustomerScope): void
}

/** Totals above this are remembered for a while: counting so many takes longer than reading the page itself. */
const rememberedAbove = 2_000
/** Milliseconds for which they are remembered; meanwhile they may miss what agents, or other replicas, changed. */
const rememberedFor = 10_000
/** So many filters of one customer are remembered. */
const filtersRemembered = 100

/** Small totals are always counted; large ones are remembered for seconds, by customer and filter. */
export function createTicketTotals(): TicketTotals {
  const remembered = new LRUCache<string, LRUCache<string, StatusCount[]>>({ max: 1_000, ttl: rememberedFor })
  const keyOf = (scope: CustomerScope) => JSON.stringify([scope.tenantId, scope.customerId])

  const totals: TicketTotals = {
    async byStatus(host, scope, filter) {
      const filterKey = JSON.stringify([filter.ticketType, filter.q])
      const filters = remembered.get(keyOf(scope)) ?? new LRUCache({ max: filtersRemembered, ttl: rememberedFor })
      const known = filters.get(filterKey)
      if (known) return known
      // Put there before counting: where `forget` takes it away meanwhile, what is counted now is not remembered.
      remembered.set(keyOf(scope), filters)
      const counts = await countByStatus(host, scope, filter)
      if (sum(counts) > rememberedAbove) filters.set(filterKey, counts)
      return counts
    },
    async count(host, scope, { status, ...filter }) {
      const counts = await totals.byStatus(host, scope, filter)
      if (!status) return sum(counts)
      const named = counts.filter((each) => status.includes(each.status))
      // A state in other letters is the same to many databases, and the list goes by what they say: so does its total.
      const areAllKnown = named.length === new Set(status).size
      return sum(areAllKnown ? named : await countByStatus(host, scope, { status, ...filter }))
    },
    forget(scope) {
      remembered.delete(keyOf(scope))
    },
  }
  return totals
}

function sum(counts: readonly StatusCount[]): number {
  return counts.reduce((total, { count }) => total + count, 0)
}
