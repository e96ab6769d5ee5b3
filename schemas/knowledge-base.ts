import { type Static, Type } from 'typebox'
import { Closed, Id, Line, Nullable, One, Timestamp } from './fields.ts'
import { operation } from './operation.ts'
import { Page, paging } from './paging.ts'

const cardFields = {
  id: Id('The article.'),
  slug: Type.String({ description: 'The name of the article in the ITSM.', examples: ['vpn-setup-windows'] }),
  address: Type.String({
    description:
      'What opens the article at `/kb/{idOrSlug}`, and names it in addresses of a front end: its slug, or its id where the slug can open something else.',
    examples: ['vpn-setup-windows'],
  }),
  title: Type.String({ examples: ['Set up the VPN on Windows'] }),
  excerpt: Type.String({
    description: 'A part of the text without markup: around the first hit of a search, otherwise its beginning.',
    examples: ['The VPN connects your laptop …'],
  }),
  category: Nullable(Type.String({ examples: ['Network'] })),
  tags: Type.Array(Type.String({ examples: ['vpn'] })),
  publishedAt: Nullable(Timestamp('When it was published.')),
  updatedAt: Timestamp('When it last changed.'),
}

const TextRange = Closed(
  {
    start: Type.Integer({ minimum: 0, description: 'Where it begins.', examples: [11] }),
    end: Type.Integer({ minimum: 1, description: 'Where it has ended.', examples: [14] }),
  },
  { title: 'TextRange', description: 'A part of a text, counted as `slice` of JavaScript does: in UTF-16 code units.' },
)
export type TextRange = Static<typeof TextRange>

const matches = Closed(
  {
    title: Type.Array(TextRange, { description: 'Where words stand in the title.' }),
    excerpt: Type.Array(TextRange, { description: 'Where words stand in the excerpt.' }),
    category: Type.Array(TextRange, { description: 'Where words stand in the category.' }),
    tags: Type.Array(Type.String({ examples: ['vpn'] }), { description: 'The tags that hold a word.' }),
  },
  {
    title: 'ArticleMatches',
    description:
      'Why a search found the article: the words of `q`. Only with `q`. The ranges are in order and do not overlap. The texts are plain text; escape them before you mark words.',
  },
)

export const ArticleCard = Closed({ ...cardFields, matches: Type.Optional(matches) }, { title: 'ArticleCard' })
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

/** The longest tag that can be asked for. */
export const maxTagLength = 255

/** The largest number of categories in an answer. */
export const maxCategories = 500

const searching = {
  q: Type.Optional(
    Line(
      { minLength: 1, maxLength: 100 },
      {
        description: 'Words to search for. Every word must occur. The beginning of a word is enough.',
        examples: ['vpn setup'],
      },
    ),
  ),
  tag: Type.Optional(
    Line({ minLength: 1, maxLength: maxTagLength }, { description: 'Only articles with this tag.', examples: ['vpn'] }),
  ),
}

export const ArticleQuery = Closed({
  ...paging,
  ...searching,
  category: Type.Optional(
    Line({ minLength: 1, maxLength: 255 }, { description: 'Only this category.', examples: ['Network'] }),
  ),
})
export type ArticleQuery = Static<typeof ArticleQuery>

export const CategoryQuery = Closed(searching)
export type CategoryQuery = Static<typeof CategoryQuery>

const Category = Closed(
  {
    name: Type.String({ examples: ['Network'] }),
    articleCount: Type.Integer({
      minimum: 1,
      description: 'The number of its public articles that match.',
      examples: [4],
    }),
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
  description: `The first ${maxCategories} categories that contain public articles, sorted by name. With \`q\` and \`tag\`, only matching articles count.`,
  tag,
  querystring: CategoryQuery,
  success: {
    status: 200,
    description: 'The categories.',
    body: Closed({
      data: Type.Array(Category),
      meta: Closed({
        total: Type.Integer({ minimum: 0, description: 'How many categories there are in all.', examples: [12] }),
      }),
    }),
  },
})

export const getArticle = operation({
  access: 'portal',
  operationId: 'getArticle',
  summary: 'One article',
  description:
    'A public article by its id or its slug; of two articles, the one with the id. The `id` and the `address` of a card always open it; a slug such as `categories` does not. Send the `ETag` back as `If-None-Match` to get 304 while it is unchanged.',
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
