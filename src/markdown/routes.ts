import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import * as contract from '../../schemas/markdown.ts'
import { renderMarkdown } from './markdown.ts'

/** Shows a text as it will look, before it is sent. */
export const markdownRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.post('/markdown', contract.renderPreview, async (request) => ({
    data: { contentHtml: renderMarkdown(request.body.content) },
  }))
}
