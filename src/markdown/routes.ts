import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import * as contract from '../../schemas/markdown.ts'
import { renderMessage } from './message.ts'

/** The longest text, with every character as an escaped surrogate pair of 12 bytes. */
const longText = { bodyLimit: 640 * 1024 }

/** Shows a text as it will look, before it is sent. */
export const markdownRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.post('/markdown', { ...contract.renderPreview, ...longText }, async (request) => ({
    data: { contentHtml: renderMessage(request.body.content) },
  }))
}
