import type { FastifyRequest } from 'fastify'
import { apiError } from '../api-error.ts'

const safeMethods = ['GET', 'HEAD', 'OPTIONS']

/**
 * Refuses a request that would change data and does not come from a page of this origin (OWASP, Cross-Site Request
 * Forgery Prevention: Fetch Metadata, or the Origin header for browsers without it).
 *
 * @throws CROSS_ORIGIN_REQUEST
 */
export function assertSameOrigin(request: FastifyRequest): void {
  if (safeMethods.includes(request.method)) return
  const site = request.headers['sec-fetch-site']
  const isSameOrigin = site === undefined ? originIsHost(request) : site === 'same-origin'
  if (!isSameOrigin) throw apiError('CROSS_ORIGIN_REQUEST')
}

function originIsHost({ headers, host }: FastifyRequest): boolean {
  const { origin } = headers
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === host
}
