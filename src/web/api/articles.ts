import { queryOptions } from '@tanstack/react-query'
import { api } from './client.ts'
import { bodyOf } from './errors.ts'
import type { ArticleQuery } from './types.ts'

/** Articles change seldom. */
const staleTime = 60_000

export function articlesQuery(query: ArticleQuery) {
  return queryOptions({
    queryKey: ['articles', 'list', query],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/portal/kb', { params: { query }, signal })),
    staleTime,
  })
}

export const categoriesQuery = queryOptions({
  queryKey: ['articles', 'categories'],
  queryFn: async ({ signal }) => (await bodyOf(api.GET('/api/v1/portal/kb/categories', { signal }))).data,
  staleTime,
})

export function articleQuery(idOrSlug: string) {
  return queryOptions({
    queryKey: ['articles', 'one', idOrSlug],
    queryFn: async ({ signal }) =>
      (await bodyOf(api.GET('/api/v1/portal/kb/{idOrSlug}', { params: { path: { idOrSlug } }, signal }))).data,
    staleTime,
  })
}
