import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import type { ArticleQuery } from '../../api/types.ts'

/** What the address of the knowledge base says. */
export interface ArticleSearch {
  q: string
  category: string
  tag: string
  page: number
}

const pageSize = 12

export function parseArticleSearch(params: URLSearchParams): ArticleSearch {
  const text = (name: string, maxLength: number) => (params.get(name) ?? '').trim().slice(0, maxLength)
  const page = Number(params.get('page'))
  return {
    q: text('q', 100),
    category: text('category', 255),
    tag: text('tag', 255),
    page: Number.isInteger(page) && page >= 1 && page <= 1_000_000 ? page : 1,
  }
}

/** The address for a search; what goes without saying is left out. */
export function toParams({ q, category, tag, page }: ArticleSearch): URLSearchParams {
  const params = new URLSearchParams()
  if (q) params.set('q', q)
  if (category) params.set('category', category)
  if (tag) params.set('tag', tag)
  if (page > 1) params.set('page', String(page))
  return params
}

export function toQuery({ q, category, tag, page }: ArticleSearch): ArticleQuery {
  return {
    page,
    limit: pageSize,
    ...(q ? { q } : {}),
    ...(category ? { category } : {}),
    ...(tag ? { tag } : {}),
  }
}

/** The search in the address, and how to change it. Any change but that of the page goes back to the first one. */
export function useArticleSearch() {
  const [params, setParams] = useSearchParams()
  const search = useMemo(() => parseArticleSearch(params), [params])
  const change = useCallback(
    (part: Partial<ArticleSearch>, options?: { replace: boolean }) =>
      setParams((current) => toParams({ ...parseArticleSearch(current), page: 1, ...part }), options),
    [setParams],
  )
  return { search, change }
}
