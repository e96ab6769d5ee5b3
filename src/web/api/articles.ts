import { queryOptions } from '@tanstack/react-query'
import { getArticle, listArticles, listCategories } from './generated/sdk.gen.ts'
import type { ArticleQuery } from './types.ts'

/** Articles change seldom. */
const staleTime = 60_000

export function articlesQuery(query: ArticleQuery) {
  return queryOptions({
    queryKey: ['articles', 'list', query],
    queryFn: ({ signal }) => listArticles({ query, signal }),
    staleTime,
  })
}

export const categoriesQuery = queryOptions({
  queryKey: ['articles', 'categories'],
  queryFn: async ({ signal }) => (await listCategories({ signal })).data,
  staleTime,
})

export function articleQuery(idOrSlug: string) {
  return queryOptions({
    queryKey: ['articles', 'one', idOrSlug],
    queryFn: async ({ signal }) => (await getArticle({ path: { idOrSlug }, signal })).data,
    staleTime,
  })
}
