import { LRUCache } from 'lru-cache'
import type { StatusCount } from '../../schemas/tickets.ts'
import type { CustomerScope } from '../auth/customer-scope.ts'
import type { ItsmDatabase } from '../database/itsm/itsm-database.ts'
import { countByStatus, countTickets } from './counts-repository.ts'
import type { TicketFilter } from './matching-tickets.ts'

/** How many tickets match a filter, and how many of them are in each state. */
export interface TicketTotals {
  count(database: ItsmDatabase, scope: CustomerScope, filter: TicketFilter): Promise<number>
  byStatus(database: ItsmDatabase, scope: CustomerScope, filter: Omit<TicketFilter, 'status'>): Promise<StatusCount[]>
  /** Called when the caller's customer got a ticket here. */
  forget(scope: CustomerScope): void
}

/** Totals above this are remembered for a while: counting so many takes longer than reading the page itself. */
const rememberedAbove = 2_000
/** Milliseconds for which they are remembered; meanwhile they may miss what agents, or other replicas, changed. */
const rememberedFor = 10_000
/** The largest number of totals that is remembered for one customer. */
const totalsOfCustomer = 100

/** Small totals are always counted; large ones are remembered for seconds, by customer and filter. */
export function createTicketTotals(): TicketTotals {
  const customers = new LRUCache<string, LRUCache<string, object>>({ max: 1_000, ttl: rememberedFor })
  const keyOf = (scope: CustomerScope) => JSON.stringify([scope.tenantId, scope.customerId])

  const remember = async <Total extends object>(
    scope: CustomerScope,
    key: string,
    { count, isLarge }: { count(): Promise<Total>; isLarge(total: Total): boolean },
  ): Promise<Total> => {
    const totals = customers.get(keyOf(scope)) ?? new LRUCache({ max: totalsOfCustomer, ttl: rememberedFor })
    const known = totals.get(key)
    if (known) return known as Total
    // Put there before counting: where `forget` takes it away meanwhile, what is counted now is not remembered.
    customers.set(keyOf(scope), totals)
    const total = await count()
    if (isLarge(total)) totals.set(key, total)
    return total
  }

  return {
    async count(database, scope, filter) {
      const { status, ticketType, q } = filter
      const { total } = await remember(scope, JSON.stringify(['count', status, ticketType, q]), {
        count: async () => ({ total: await countTickets(database, scope, filter) }),
        isLarge: ({ total }) => total > rememberedAbove,
      })
      return total
    },
    async byStatus(database, scope, filter) {
      const { ticketType, q } = filter
      return remember(scope, JSON.stringify(['byStatus', ticketType, q]), {
        count: () => countByStatus(database, scope, filter),
        isLarge: (counts) => counts.reduce((sum, { count }) => sum + count, 0) > rememberedAbove,
      })
    },
    forget(scope) {
      customers.delete(keyOf(scope))
    },
  }
}
