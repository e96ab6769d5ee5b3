import bowser from 'bowser'
import type { FastifyRequest } from 'fastify'
import Negotiator from 'negotiator'
import { mailLanguages } from '../../schemas/portal-users.ts'

/** From where somebody acts, as sessions and the security log tell it. */
export interface Client {
  /** Such as `Firefox 133 on Windows`; null where nothing is known. */
  browser: string | null
  address: string
  /** The language that the browser asks for, where mails come in it. */
  language: (typeof mailLanguages)[number] | null
}

/** A longer header is not read: browsers send some hundred characters. */
const maxUserAgent = 512

export function clientOf(request: FastifyRequest): Client {
  return {
    browser: browserOf(request.headers['user-agent'] ?? ''),
    address: request.ip,
    language: languageOf(request),
  }
}

/**
 * Looks up the first language of `Accept-Language` that we have (RFC 4647, 3.4): `de-AT` is German, and `*` is no wish.
 * The order is that of the quality values; a language of quality 0 is not accepted.
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
