import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import * as operations from './generated/sdk.gen.ts'
import type { Comment, NewTicket, TicketCountQuery, TicketDetail, TicketQuery } from './types.ts'

/** Milliseconds after which an open ticket looks for new replies. */
const pollInterval = 15_000

export const ticketsKey = ['tickets']

export function ticketsQuery(query: TicketQuery) {
  return queryOptions({
    queryKey: [...ticketsKey, 'list', query],
    queryFn: ({ signal }) => operations.listTickets({ query, signal }),
    placeholderData: keepPreviousData,
  })
}

export function ticketCountsQuery(query: TicketCountQuery) {
  return queryOptions({
    queryKey: [...ticketsKey, 'counts', query],
    queryFn: async ({ signal }) => (await operations.countTickets({ query, signal })).data,
    placeholderData: keepPreviousData,
  })
}

export function ticketQuery(id: string) {
  return queryOptions({
    queryKey: [...ticketsKey, 'one', id],
    queryFn: async ({ signal }) => (await operations.getTicket({ path: { id }, signal })).data,
    refetchInterval: pollInterval,
    refetchOnWindowFocus: 'always',
  })
}

/** @param key the same for every try to send the same ticket */
export async function createTicket(body: NewTicket, key: string): Promise<TicketDetail> {
  return (await operations.createTicket({ headers: { 'idempotency-key': key }, body })).data
}

/** @param key the same for every try to send the same comment */
export async function addComment(id: string, content: string, key: string): Promise<Comment> {
  const headers = { 'idempotency-key': key }
  return (await operations.addComment({ path: { id }, headers, body: { content } })).data
}
