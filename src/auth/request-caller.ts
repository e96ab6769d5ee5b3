import bowser from 'bowser'
import type { FastifyRequest } from 'fastify'
import Negotiator from 'negotiator'
import { mailLanguages } from '../../schemas/portal-users.ts'
import type { Caller } from './caller.ts'
import type { Client } from './client.ts'

/** The longest `User-Agent` that is read. Browsers send a few hundred characters. */
const maxUserAgent = 512

/** The browser and the address that sent a request. */
export function clientOf(request: FastifyRequest): Client {
  return {
    browser: browserOf(request.headers['user-agent'] ?? ''),
    address: request.ip,
    language: languageOf(request),
  }
}

/**
 * Looks up the first language of `Accept-Language` that the portal has (RFC 4647, 3.4). `de-AT` is German; `*` is ignored.
 * Languages are sorted by their quality values; quality 0 means not accepted.
 */
function languageOf(request: FastifyRequest): Client['language'] {
  for (const range of new Negotiator(request).languages()) {
    const [primary] = range.toLowerCase().split('-')
    const language = mailLanguages.find((known) => known === primary)
    if (language) return language
  }
  return null
}

function browserOf(userAgent: string): string | null {
  if (userAgent === '' || userAgent.length > maxUserAgent) return null
  const { browser, os } = bowser.parse(userAgent)
  const name = [browser.name, browser.version?.split('.')[0]].filter(Boolean).join(' ')
  return [name, os.name].filter(Boolean).join(' on ').slice(0, 100) || null
}

/** The sender of a request to an operation for portal users. */
export function callerOf(request: FastifyRequest, now: Date): Caller {
  return { scope: request.scope, sessionId: request.user.jti, client: clientOf(request), now }
}
