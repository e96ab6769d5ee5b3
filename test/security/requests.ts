import { api } from '../support/portal.ts'

/** The bytes of a sign-in with this body. */
export function post(body: string, headers: Record<string, string> = {}): string {
  const all = { host: 'portal', 'content-type': 'application/json', connection: 'close', ...headers }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return `POST ${api}/auth/login HTTP/1.1\r\n${lines.join('')}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
}

/** The bytes of a sign-in whose framing headers and body are given as they are. */
export function framed(headers: string, body: string): string {
  return `POST ${api}/auth/login HTTP/1.1\r\nhost: portal\r\ncontent-type: application/json\r\n${headers}\r\n\r\n${body}`
}

/** The bytes of a GET request. */
export function get(path: string, headers = ''): string {
  return `GET ${path} HTTP/1.1\r\nhost: portal\r\nconnection: close\r\n${headers}\r\n`
}

/** The body of a sign-in, with further or other members. */
export function credentials(extra: object): string {
  return JSON.stringify({ tenantSlug: 'demo-org', email: 'portal@acme.example.com', password: 'changeme', ...extra })
}
