import { isPlainLoopback } from '../../single-sign-on/discovery.ts'

export interface ProviderOptions {
  issuer: string
  clientId: string
  /** In lower case. */
  domains: string[]
}

const domainPattern = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/

/** Checks what the operator gave. @returns the options, or everything that is wrong with them */
export function readProviderOptions(given: { issuer?: string; 'client-id'?: string; domains?: string }): {
  options?: ProviderOptions
  problems: string[]
} {
  const { issuer = '', 'client-id': clientId = '', domains: list = '' } = given
  const domains = list
    .split(',')
    .map((domain) => domain.trim().toLowerCase())
    .filter(Boolean)
  const problems = [
    ...(isIssuer(issuer) ? [] : ['--issuer must be the https URL of the provider, as its discovery document says it']),
    ...(/^[\x20-\x7e]{1,255}$/.test(clientId) ? [] : ['--client-id is missing, or longer than 255 characters']),
    ...(domains.length > 0 ? [] : ['--domains is missing: the domains of the e-mails, separated by commas']),
    ...domains.flatMap((domain) =>
      domainPattern.test(domain) ? [] : [`--domains: ${domain} is no domain (xn--… for others)`],
    ),
    ...(JSON.stringify(domains).length > 2000 ? ['--domains are too many'] : []),
  ]
  return problems.length > 0 ? { problems } : { options: { issuer, clientId, domains }, problems }
}

/** Without query and fragment (OpenID Connect Discovery, 3), and encrypted unless on this machine. */
function isIssuer(issuer: string): boolean {
  if (issuer.length > 255 || !URL.canParse(issuer)) return false
  const url = new URL(issuer)
  const isPlain = url.search === '' && url.hash === '' && url.username === '' && url.password === ''
  return isPlain && (url.protocol === 'https:' || isPlainLoopback(url))
}
