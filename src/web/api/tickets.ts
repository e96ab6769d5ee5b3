import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api } from './client.ts'
import { bodyOf } from './errors.ts'
import type { Comment, NewTicket, TicketCountQuery, TicketDetail, TicketQuery } from './types.ts'

/** Milliseconds after which an open ticket looks for new replies. */
const pollInterval = 15_000

export const ticketsKey = ['tickets']

export function ticketsQuery(query: TicketQuery) {
  return queryOptions({
    queryKey: [...ticketsKey, 'list', query],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/portal/tickets', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  })
}

export function ticketCountsQuery(query: TicketCountQuery) {
  return queryOptions({
    queryKey: [...ticketsKey, 'counts', query],
    queryFn: async ({ signal }) =>
      (await bodyOf(api.GET('/api/v1/portal/tickets/counts', { params: { query }, signal }))).data,
    placeholderData: keepPreviousData,
  })
}

export function ticketQuery(id: string) {
  return queryOptions({
    queryKey: [...ticketsKey, 'one', id],
    queryFn: async ({ signal }) =>
      (await bodyOf(api.GET('/api/v1/portal/tickets/{id}', { params: { path: { id } }, signal }))).data,
    refetchInterval: pollInterval,
    refetchOnWindowFocus: 'always',
  })
}

/** @param key the same for every try to send the same ticket */
export async function createTicket(body: NewTicket, key: string): Promise<TicketDetail> {
  const request = api.POST('/api/v1/portal/tickets', { params: { header: { 'idempotency-key': key } }, body })
  return (await bodyOf(request)).data
}

/** @param key the same for every try to send the same comment */
export async function addComment(id: string, content: string, key: string): Promise<Comment> {
  const request = api.POST('/api/v1/portal/tickets/{id}/comments', {
    params: { path: { id }, header: { 'idempotency-key': key } },
    body: { content },
  })
  return (await bodyOf(request)).data
}
