import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { openScope } from './access.ts'

const built = fileURLToPath(new URL('../../dist/portal/', import.meta.url))

/** What a page of the portal may load and do: its own scripts, styles and API; pictures of articles from anywhere. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: https:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Pages are no operations of the API. */
const hidden = { schema: { hide: true } }

const immutable = 'public, max-age=31536000, immutable'

/**
 * Serves the browser portal under /portal: hashed assets, compressed beforehand, for ever; and one page, never cached,
 * for every other address, whose path the browser resolves.
 */
export const webPortal = async (app: FastifyInstance): Promise<void> => {
  openScope(app, 'public', 'library')
  if (!existsSync(built)) {
    app.log.warn('the browser portal is not built (npm run build); only the API is served')
    return
  }
  await app.register(fastifyStatic, {
    root: built,
    prefix: '/portal/',
    index: false,
    wildcard: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      reply.header('cache-control', path.includes('/assets/') ? immutable : 'no-store')
    },
  })
  // An asset of an earlier version is gone; a page in its place would only break further.
  app.get('/portal/assets/*', hidden, (_request, reply) => reply.callNotFound())
  const page = (reply: FastifyReply) =>
    reply.header('content-security-policy', contentSecurityPolicy).sendFile('index.html')
  app.get('/', hidden, (_request, reply) => reply.redirect('/portal/'))
  app.get('/portal', hidden, (_request, reply) => reply.redirect('/portal/'))
  app.get('/portal/*', hidden, (_request, reply) => page(reply))
}
