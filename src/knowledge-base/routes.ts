import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply } from 'fastify'
import * as contract from '../../schemas/knowledge-base.ts'
import { pageMeta } from '../../schemas/paging.ts'
import { apiError } from '../api-error.ts'
import { toArticle } from './article.ts'
import { createArticleAnswers } from './article-answers.ts'
import { listCategories } from './categories.ts'
import { findArticle, listArticles } from './repository.ts'

/** The public articles of the tenant's knowledge base. */
export const knowledgeBaseRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get('/kb', contract.listArticles, async (request) => {
    const { articles, total } = await listArticles(app.database, request.scope, request.query)
    return { data: articles, meta: pageMeta(request.query, total) }
  })

  app.get('/kb/categories', contract.listCategories, async (request) => {
    const { categories, total } = await listCategories(app.database, request.scope, request.query)
    return { data: categories, meta: { total } }
  })

  const answerOf = createArticleAnswers()
  app.get('/kb/:idOrSlug', contract.getArticle, async (request, reply: FastifyReply) => {
    const row = await findArticle(app.database, request.scope, request.params.idOrSlug)
    if (!row) throw apiError('ARTICLE_NOT_FOUND')
    const { body, version } = answerOf(row, () => String(reply.serializeInput({ data: toArticle(row) }, '200')))
    reply.header('cache-control', 'private, no-cache').header('etag', version)
    if (isKnown(request.headers['if-none-match'], version)) return reply.code(304).send()
    return reply.type('application/json; charset=utf-8').send(body)
  })
}

/** Whether one of the versions that a client has is this one (RFC 9110, 13.1.2: weak comparison). */
function isKnown(ifNoneMatch: string | undefined, version: string): boolean {
  const opaque = (tag: string) => tag.trim().replace(/^W\//, '')
  return ifNoneMatch?.split(',').some((tag) => tag.trim() === '*' || opaque(tag) === opaque(version)) ?? false
}
