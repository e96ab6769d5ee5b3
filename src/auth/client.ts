import bowser from 'bowser'
import type { FastifyRequest } from 'fastify'

/** From where somebody acts, as sessions and the security log tell it. */
export interface Client {
  /** Such as `Firefox 133 on Windows`; null where nothing is known. */
  browser: string | null
  address: string
  /** The language that the browser asks for, where the portal speaks it. */
  language: 'de' | 'en' | null
}

/** A longer header is not read: browsers send some hundred characters. */
const maxUserAgent = 512

export function clientOf(request: FastifyRequest): Client {
  const [language] = /\b(de|en)\b/i.exec(request.headers['accept-language'] ?? '') ?? []
  return {
    browser: browserOf(request.headers['user-agent'] ?? ''),
    address: request.ip,
    language: language ? (language.toLowerCase() as 'de' | 'en') : null,
  }
}

function browserOf(userAgent: string): string | null {
  if (userAgent === '' || userAgent.length > maxUserAgent) return null
  const { browser, os } = bowser.parse(userAgent)
  const name = [browser.name, browser.version?.split('.')[0]].filter(Boolean).join(' ')
  return [name, os.name].filter(Boolean).join(' on ').slice(0, 100) || null
}
