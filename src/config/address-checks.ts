import { isIP, isIPv6 } from 'node:net'
import type { Settings } from './settings.ts'

/** The allowed beginnings of each address. */
const beginnings = {
  DATABASE_URL: ['mysql://', 'mariadb://', 'sqlite:'],
  SMTP_URL: ['smtp://', 'smtps://'],
  REDIS_URL: ['redis://', 'rediss://'],
  ITSM_JWKS_URL: ['https://', 'http://'],
} as const

/** The networks that Fastify's `trustProxy` knows by name. */
const networkNames = ['loopback', 'linklocal', 'uniquelocal']

/** Finds the problems of settings that are addresses. The texts never show a value, because it can contain a password. */
export function checkAddresses(settings: Settings): string[] {
  const { PUBLIC_URL, CORS_ORIGINS = [], TRUSTED_PROXIES = [], MAIL_FROM } = settings
  const problems: string[] = []
  for (const [name, allowed] of Object.entries(beginnings)) {
    const value = settings[name as keyof typeof beginnings]
    if (value === undefined) continue
    if (!allowed.some((beginning) => value.startsWith(beginning)))
      problems.push(`${name} must begin with ${allowed.join(' or ')}`)
    else if (!value.startsWith('sqlite:') && !isAddress(value))
      problems.push(
        `${name} is not a valid address. In a name or password, write # as %23, / as %2F, ? as %3F, @ as %40 and % as %25`,
      )
  }
  if (PUBLIC_URL !== undefined && !isOrigin(PUBLIC_URL))
    problems.push('PUBLIC_URL must be an origin such as https://desk.example.com, without a path or a slash at its end')
  if (!CORS_ORIGINS.every(isOrigin))
    problems.push(
      'CORS_ORIGINS must be origins such as https://app.example.com, without a path or a slash at their end',
    )
  if (!TRUSTED_PROXIES.every(isNetwork))
    problems.push(
      'TRUSTED_PROXIES must be IP addresses, or networks such as 10.0.0.0/8. A network of all addresses is not allowed',
    )
  if (MAIL_FROM !== undefined && !/[^\s<>@]@[^\s<>@]/.test(MAIL_FROM))
    problems.push('MAIL_FROM must contain an e-mail address, such as Service Desk <desk@example.com>')
  return problems
}

/** Whether a URL can be parsed, including its user name and password. */
function isAddress(value: string): boolean {
  try {
    const { hostname, username, password } = new URL(value)
    decodeURIComponent(username)
    decodeURIComponent(password)
    return hostname !== ''
  } catch {
    return false
  }
}

function isOrigin(value: string): boolean {
  return /^https?:/.test(value) && URL.canParse(value) && new URL(value).origin === value.toLowerCase()
}

function isNetwork(value: string): boolean {
  if (networkNames.includes(value)) return true
  const [address = '', prefix, ...more] = value.split('/')
  if (isIP(address) === 0 || more.length > 0) return false
  return prefix === undefined || (/^[1-9]\d*$/.test(prefix) && Number(prefix) <= (isIPv6(address) ? 128 : 32))
}
