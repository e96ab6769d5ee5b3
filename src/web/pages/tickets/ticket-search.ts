import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { ticketCountsQuery } from '../../api/tickets.ts'
import type { TicketQuery } from '../../api/types.ts'
import { isStatus, isTicketType, type TicketType } from '../../tickets/ticket-words.ts'

export const sortable = ['ticketNumber', 'status', 'priority', 'createdAt', 'updatedAt'] as const
export type SortBy = (typeof sortable)[number]
export type Order = 'asc' | 'desc'

/** What the address of the list says: everything that it shows follows from it. */
export interface TicketSearch {
  q: string
  status: string[]
  type: TicketType | ''
  sort: SortBy
  order: Order
  page: number
}

const pageSize = 25
const defaults = { sort: 'updatedAt', order: 'desc' } as const

export function parseTicketSearch(params: URLSearchParams): TicketSearch {
  const type = params.get('type') ?? ''
  const page = Number(params.get('page'))
  return {
    q: (params.get('q') ?? '').trim().slice(0, 100),
    status: [...new Set(params.getAll('status'))].filter((status) => /^[\w -]{1,50}$/.test(status)).slice(0, 20),
    type: isTicketType(type) ? type : '',
    sort: sortable.find((name) => name === params.get('sort')) ?? defaults.sort,
    order: params.get('order') === 'asc' ? 'asc' : defaults.order,
    page: Number.isInteger(page) && page >= 1 && page <= 1_000_000 ? page : 1,
  }
}

/** The address for a search; what goes without saying is left out. */
export function toParams({ q, status, type, sort, order, page }: TicketSearch): URLSearchParams {
  const params = new URLSearchParams(status.map((word) => ['status', word]))
  if (q) params.set('q', q)
  if (type) params.set('type', type)
  if (sort !== defaults.sort) params.set('sort', sort)
  if (order !== defaults.order) params.set('order', order)
  if (page > 1) params.set('page', String(page))
  return params
}

export function toQuery({ q, status, type, sort, order, page }: TicketSearch): TicketQuery {
  return {
    page,
    limit: pageSize,
    sort,
    order,
    ...(status.length > 0 ? { status } : {}),
    ...toCountQuery({ q, type }),
  }
}

export function toCountQuery({ q, type }: Pick<TicketSearch, 'q' | 'type'>) {
  return { ...(type ? { ticketType: type } : {}), ...(q ? { q } : {}) }
}

/** The search in the address, and how to change it. Any change but that of the page goes back to the first one. */
export function useTicketSearch() {
  const [params, setParams] = useSearchParams()
  const asked = useMemo(() => parseTicketSearch(params), [params])
  const isKnown = useKnownStatuses(asked.status)
  const search = useMemo(() => ({ ...asked, status: asked.status.filter(isKnown) }), [asked, isKnown])
  const change = useCallback(
    (part: Partial<TicketSearch>, options?: { replace: boolean }) =>
      setParams((current) => toParams({ ...parseTicketSearch(current), page: 1, ...part }), options),
    [setParams],
  )
  return { search, change }
}

/** Tells states from words that somebody put into the address. States of the ITSM are those that its tickets are in. */
function useKnownStatuses(asked: string[]): (word: string) => boolean {
  const { data: counts } = useQuery({ ...ticketCountsQuery({}), enabled: !asked.every(isStatus) })
  return useCallback((word) => isStatus(word) || !counts || counts.some(({ status }) => status === word), [counts])
}
