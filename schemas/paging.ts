import { type TSchema, Type } from 'typebox'
import { Closed, Defaulted } from './fields.ts'

/** `{ "data": […], "meta": … }`, the envelope of one page of a list. */
export function Page<S extends TSchema>(schema: S) {
  return Closed({ data: Type.Array(schema), meta: PageMeta })
}

const PageMeta = Closed(
  {
    total: Type.Integer({ minimum: 0, description: 'The number of all entries that match.', examples: [42] }),
    page: Type.Integer({ minimum: 1, description: 'This page, counted from 1.', examples: [1] }),
    limit: Type.Integer({ minimum: 1, description: 'The largest number of entries of a page.', examples: [25] }),
    totalPages: Type.Integer({ minimum: 0, description: 'The number of pages.', examples: [2] }),
  },
  { title: 'PageMeta' },
)

/** `page` and `limit` of a list. */
export const paging = {
  page: Defaulted(
    Type.Integer({ minimum: 1, maximum: 1_000_000, default: 1, description: 'The page, counted from 1.' }),
  ),
  limit: Defaulted(
    Type.Integer({ minimum: 1, maximum: 100, default: 25, description: 'The number of entries of a page.' }),
  ),
}

/** The `meta` of a page. */
export function pageMeta({ page, limit }: { page: number; limit: number }, total: number) {
  return { total, page, limit, totalPages: Math.ceil(total / limit) }
}
