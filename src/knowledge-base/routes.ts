import { hash } from 'node:crypto'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import * as contract from '../../schemas/knowledge-base.ts'
import { pageMeta } from '../../schemas/paging.ts'
import { apiError } from '../plugins/errors.ts'
import { findArticle, listArticles, listCategories } from './repository.ts'

/** The public articles of the tenant's knowledge base. */
export const knowledgeBaseRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get('/kb', contract.listArticles, async (request) => {
    const { articles, total } = await listArticles(app.host, request.scope, request.query)
    return { data: articles, meta: pageMeta(request.query, total) }
  })

  app.get('/kb/categories', contract.listCategories, async (request) => ({
    data: await listCategories(app.host, request.scope),
  }))

  await app.register(articleRoute)
}

/** On its own, so that the ETag is computed for this answer alone. */
const articleRoute: FastifyPluginAsyncTypebox = async (app) => {
  app.addHook('onSend', async ({ headers }, reply, payload) => {
    // An error has no version: it is told whatever the client knows already.
    if (reply.statusCode >= 400 || typeof payload !== 'string') return payload
    const version = `W/"${hash('sha1', payload, 'base64url')}"`
    reply.header('etag', version)
    if (!isKnown(headers['if-none-match'], version)) return payload
    reply.code(304)
    return ''
  })

  app.get('/kb/:idOrSlug', contract.getArticle, async (request, reply) => {
    const article = await findArticle(app.host, request.scope, request.params.idOrSlug)
    if (!article) throw apiError('ARTICLE_NOT_FOUND')
    reply.header('cache-control', 'private, no-cache')
    return { data: article }
  })
}

/** Whether one of the versions that a client has is this one (RFC 9110, 13.1.2: weak comparison). */
function isKnown(ifNoneMatch: string | undefined, version: string): boolean {
  const opaque = (tag: string) => tag.trim().replace(/^W\//, '')
  return ifNoneMatch?.split(',').some((tag) => tag.trim() === '*' || opaque(tag) === opaque(version)) ?? false
}
