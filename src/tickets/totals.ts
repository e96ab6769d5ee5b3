import { LRUCache } from 'lru-cache'
import type { TicketQuery } from '../../schemas/tickets.ts'
import type { Host } from '../database/host/host.ts'
import type { CustomerScope } from '../plugins/authentication.ts'
import { matchingTickets } from './repository.ts'

/** What narrows a list down. */
export type TicketFilter = Pick<TicketQuery, 'status' | 'ticketType' | 'q'>

/** How many tickets match a filter. */
export interface TicketTotals {
  count(host: Host, scope: CustomerScope, filter: TicketFilter): Promise<number>
  /** Called when the caller's customer got a ticket here. */
  forget(scope: CustomerScope): void
}

/** Totals above this are remembered for a while: counting so many takes longer than reading the page itself. */
const rememberedAbove = 2_000
/** Milliseconds for which they are remembered; meanwhile the total may miss what agents, or other replicas, added. */
const rememberedFor = 10_000

/** Small totals are always counted; large ones are remembered for seconds, by customer and filter. */
export function createTicketTotals(): TicketTotals {
  const remembered = new LRUCache<string, Map<string, number>>({ max: 1_000, ttl: rememberedFor })
  const keyOf = (scope: CustomerScope) => JSON.stringify([scope.tenantId, scope.customerId])
  return {
    async count(host, scope, filter) {
      const filterKey = JSON.stringify([filter.status?.toSorted(), filter.ticketType, filter.q])
      const known = remembered.get(keyOf(scope))?.get(filterKey)
      if (known !== undefined) return known
      const { total } = await matchingTickets(host.kysely, scope, filter)
        .select((eb) => eb.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow()
      const count = Number(total)
      if (count > rememberedAbove) {
        const filters = remembered.get(keyOf(scope)) ?? new Map<string, number>()
        if (filters.size < 100) filters.set(filterKey, count)
        if (!remembered.has(keyOf(scope))) remembered.set(keyOf(scope), filters)
      }
      return count
    },
    forget(scope) {
      remembered.delete(keyOf(scope))
    },
  }
}
