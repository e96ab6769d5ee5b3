import { percentiles, timeOf } from './load.ts'
import { largeUser, loginOf, smallUser } from './people.ts'
import type { PortalProcess } from './portal-process.ts'
import type { TicketCounts } from './ticket-rows.ts'

const limit = 25

export interface Growth {
  page: 'first' | 'last'
  small: { p50: number; p99: number }
  large: { p50: number; p99: number }
}

/** Measures the first and the last page of the list for the customer with few and the one with many tickets, in turn. */
export async function measureGrowth(portal: PortalProcess, counts: TicketCounts, requests: number): Promise<Growth[]> {
  const small = await portal.signIn(loginOf(smallUser))
  const large = await portal.signIn(loginOf(largeUser))
  const results: Growth[] = []
  for (const page of ['first', 'last'] as const) {
    const address = (tickets: number) =>
      portal.addressOf(`/tickets?limit=${limit}&page=${page === 'first' ? 1 : Math.ceil(tickets / limit)}`)
    const times: { small: number[]; large: number[] } = { small: [], large: [] }
    const warmUp = Math.ceil(requests / 5)
    for (let request = -warmUp; request < requests; request++) {
      const ofSmall = await timeOf({ url: address(counts.small), headers: small })
      const ofLarge = await timeOf({ url: address(counts.large), headers: large })
      if (request < 0) continue
      times.small.push(ofSmall)
      times.large.push(ofLarge)
    }
    results.push({ page, small: percentiles(times.small), large: percentiles(times.large) })
  }
  return results
}
