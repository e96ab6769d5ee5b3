import { randomUUID } from 'node:crypto'
import { encode, forge, parse } from '../support/jwt.ts'
import { itsmSecret, testSecret } from '../support/portal.ts'

/** Every kind of token that is none of ours, or no longer, made from one that works. */
export function brokenTokens(token: string): Record<string, string> {
  const { header, claims } = parse(token)
  const now = Math.floor(Date.now() / 1000)
  const [first = '', second = '', signature = ''] = token.split('.')
  const agent = {
    sub: randomUUID(),
    activeTenantId: claims.tenantId,
    role: 'admin',
    isSuperAdmin: true,
    exp: now + 3600,
  }
  const flipped = `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`
  return {
    'an agent’s token': forge({ alg: 'HS256', typ: 'JWT' }, { ...agent, iat: now }, itsmSecret),
    'an agent’s token, signed with our secret': forge({ alg: 'HS256', typ: 'JWT' }, { ...agent, iat: now }, testSecret),
    'an expired token': forge(header, { ...claims, iat: now - 7200, exp: now - 3600 }, testSecret),
    'a token without an end': forge(header, { ...claims, exp: undefined }, testSecret),
    'a token with another tenant written into it': `${first}.${encode({ ...claims, tenantId: randomUUID() })}.${signature}`,
    'a token with a changed signature': `${first}.${second}.${flipped}`,
    'a token without a signature': `${first}.${second}.`,
    'a token with alg none': forge({ alg: 'none', typ: 'JWT' }, claims, null),
    'a token with alg none, and a signature': `${encode({ ...header, alg: 'none' })}.${second}.${signature}`,
    'a token for another audience': forge(header, { ...claims, aud: 'opsweave' }, testSecret),
    'a token of another issuer': forge(header, { ...claims, iss: 'opsweave' }, testSecret),
    'a token under an unknown key': forge({ ...header, kid: 'unknown' }, claims, testSecret),
    'a token signed with another secret': forge(header, claims, itsmSecret),
    'a token that is not marked as the portal’s': forge(header, { ...claims, portal: undefined }, testSecret),
    'a token of a session that never was': forge(header, { ...claims, jti: randomUUID() }, testSecret),
    'a token with another tenant, signed with our secret': forge(
      header,
      { ...claims, tenantId: randomUUID() },
      testSecret,
    ),
    'a token with another customer, signed with our secret': forge(
      header,
      { ...claims, customerId: randomUUID() },
      testSecret,
    ),
    'a token with another user, signed with our secret': forge(header, { ...claims, sub: randomUUID() }, testSecret),
    'no JWT at all': 'Bearer',
  }
}
