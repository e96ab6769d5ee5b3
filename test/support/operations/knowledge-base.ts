import { type ExpectedOperations, ownRows, to } from './operation.ts'

/** The public articles of a tenant, which are the same for all of its customers. */
export const knowledgeBaseOperations: ExpectedOperations = {
  listArticles: {
    ...ownRows('GET', () => to('/kb?limit=100')),
    otherCustomer: 'the same',
    moreRequests: () => [to('/kb?q=vpn'), to('/kb?tag=vpn')],
  },
  listCategories: {
    ...ownRows('GET', () => to('/kb/categories')),
    otherCustomer: 'the same',
    moreRequests: () => [to('/kb/categories?q=vpn'), to('/kb/categories?tag=vpn')],
  },
  getArticle: {
    ...ownRows('GET', ({ articleSlug }) => to(`/kb/${articleSlug}`)),
    otherCustomer: 'the same',
    otherTenant: 'ARTICLE_NOT_FOUND',
    errors: { ARTICLE_NOT_FOUND: () => to('/kb/none') },
  },
}
