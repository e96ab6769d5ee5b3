import { type Static, Type } from 'typebox'
import { Closed, Id, Line, Nullable, One, Timestamp } from './fields.ts'
import { operation } from './operation.ts'
import { Page, paging } from './paging.ts'

const cardFields = {
  id: Id('The article.'),
  slug: Type.String({ description: 'The name of the article in addresses.', examples: ['vpn-setup-windows'] }),
  title: Type.String({ examples: ['Set up the VPN on Windows'] }),
  excerpt: Type.String({
    description: 'The beginning of the text, without markup.',
    examples: ['The VPN connects your laptop …'],
  }),
  category: Nullable(Type.String({ examples: ['Network'] })),
  tags: Type.Array(Type.String({ examples: ['vpn'] })),
  publishedAt: Nullable(Timestamp('When it was published.')),
  updatedAt: Timestamp('When it last changed.'),
}

export const ArticleCard = Closed(cardFields, { title: 'ArticleCard' })
export type ArticleCard = Static<typeof ArticleCard>

export const Article = Closed(
  {
    ...cardFields,
    content: Type.String({ description: 'Markdown.', examples: ['## Before you start\n\nInstall the client.'] }),
    contentHtml: Type.String({
      description: 'The content as HTML that is safe to insert into a page. Every heading has an id.',
      examples: ['<h2>Before you start</h2>\n<p>Install the client.</p>\n'],
    }),
  },
  { title: 'Article' },
)
export type Article = Static<typeof Article>

export const ArticleQuery = Closed({
  ...paging,
  q: Type.Optional(
    Line(
      { minLength: 1, maxLength: 100 },
      { description: 'Words to search for. The beginning of a word is enough.', examples: ['vpn setup'] },
    ),
  ),
  category: Type.Optional(
    Line({ minLength: 1, maxLength: 255 }, { description: 'Only this category.', examples: ['Network'] }),
  ),
  tag: Type.Optional(
    Line({ minLength: 1, maxLength: 255 }, { description: 'Only articles with this tag.', examples: ['vpn'] }),
  ),
})
export type ArticleQuery = Static<typeof ArticleQuery>

const Category = Closed(
  {
    name: Type.String({ examples: ['Network'] }),
    articleCount: Type.Integer({ minimum: 1, description: 'The number of its public articles.', examples: [4] }),
  },
  { title: 'Category' },
)
export type Category = Static<typeof Category>

const tag = 'Knowledge base'

export const listArticles = operation({
  access: 'portal',
  operationId: 'listArticles',
  summary: 'Search the knowledge base',
  description: 'A page of the public articles. With `q`, the best match comes first; otherwise the newest.',
  tag,
  querystring: ArticleQuery,
  success: { status: 200, description: 'A page of articles.', body: Page(ArticleCard) },
})

export const listCategories = operation({
  access: 'portal',
  operationId: 'listCategories',
  summary: 'The categories of the knowledge base',
  description: 'The categories that contain public articles, sorted by name.',
  tag,
  success: { status: 200, description: 'The categories.', body: One(Type.Array(Category)) },
})

export const getArticle = operation({
  access: 'portal',
  operationId: 'getArticle',
  summary: 'One article',
  description:
    'A public article by its id or its slug. Send the `ETag` back as `If-None-Match` to get 304 while it is unchanged.',
  tag,
  params: Closed({
    idOrSlug: Type.String({ description: 'The id or the slug of the article.', examples: ['vpn-setup-windows'] }),
  }),
  success: {
    status: 200,
    description: 'The article.',
    body: One(Article),
    headers: { ETag: Type.String({ description: 'The version of this answer.', examples: ['W/"3x5"'] }) },
  },
  alternatives: { 304: { description: 'Unchanged since the version named by `If-None-Match`.' } },
  errors: ['ARTICLE_NOT_FOUND'],
})
