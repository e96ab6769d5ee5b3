import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { openScope } from './access.ts'

const built = fileURLToPath(new URL('../../dist/portal/', import.meta.url))

/** Pages may use their own scripts, styles and API, and images of articles from any https address. */
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

/** Keeps pages out of the OpenAPI document. */
const hidden = { schema: { hide: true } }

const immutable = 'public, max-age=31536000, immutable'

/**
 * Serves the browser portal under /portal. Assets have a hash in their names and may be cached for ever. Every other
 * address gets the same page, which is never cached; the browser resolves the path.
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
  // An asset of an earlier version no longer exists. A page in its place would cause confusing errors.
  app.get('/portal/assets/*', hidden, (_request, reply) => reply.callNotFound())
  const page = (reply: FastifyReply) =>
    reply.header('content-security-policy', contentSecurityPolicy).sendFile('index.html')
  app.get('/', hidden, (_request, reply) => reply.redirect('/portal/'))
  app.get('/portal', hidden, (_request, reply) => reply.redirect('/portal/'))
  app.get('/portal/*', hidden, (_request, reply) => page(reply))
}
