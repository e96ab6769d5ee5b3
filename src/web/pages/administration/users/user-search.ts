import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import type { ManagedUser, ManagedUserQuery } from '../../../api/types.ts'

export const statuses = ['active', 'invited', 'disabled'] as const satisfies ManagedUser['status'][]

/** What the address of the list says: everything that it shows follows from it. */
export interface UserSearch {
  q: string
  status: ManagedUser['status'] | ''
  page: number
}

const pageSize = 25

function parse(params: URLSearchParams): UserSearch {
  const page = Number(params.get('page'))
  return {
    q: (params.get('q') ?? '').trim().slice(0, 100),
    status: statuses.find((status) => status === params.get('status')) ?? '',
    page: Number.isInteger(page) && page >= 1 && page <= 1_000_000 ? page : 1,
  }
}

/** The address for a search; what goes without saying is left out. */
export function toParams({ q, status, page }: UserSearch): URLSearchParams {
  const params = new URLSearchParams()
  if (q) params.set('q', q)
  if (status) params.set('status', status)
  if (page > 1) params.set('page', String(page))
  return params
}

export function toQuery({ q, status, page }: UserSearch): ManagedUserQuery {
  return { page, limit: pageSize, ...(q ? { q } : {}), ...(status ? { status } : {}) }
}

/** The search in the address, and how to change it. Any change but that of the page goes back to the first one. */
export function useUserSearch() {
  const [params, setParams] = useSearchParams()
  const search = useMemo(() => parse(params), [params])
  const change = useCallback(
    (part: Partial<UserSearch>, options?: { replace: boolean }) =>
      setParams((current) => toParams({ ...parse(current), page: 1, ...part }), options),
    [setParams],
  )
  return { search, change }
}
