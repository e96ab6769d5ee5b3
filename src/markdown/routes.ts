import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { maxTextBody } from '../../schemas/fields.ts'
import * as contract from '../../schemas/markdown.ts'
import { renderMessage } from './message.ts'

/** Shows a text as it will look, before it is sent. */
export const markdownRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.post('/markdown', { ...contract.renderPreview, bodyLimit: maxTextBody }, async (request) => ({
    data: { contentHtml: renderMessage(request.body.content) },
  }))
}
