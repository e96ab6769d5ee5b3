import { demoLogin } from '../../src/demo/people.ts'
import { api, type TestPortal } from '../support/portal.ts'

/** How a try to sign in differs from that of the first demo user. */
export interface Try {
  tenantSlug?: string
  email?: string
  password?: string
  /** Where the connection comes from. */
  address?: string
  /** What its X-Forwarded-For says. */
  forwarded?: string
  /** By which operation. */
  path?: 'login' | 'session'
}

/** Tries to sign in, as the first demo user and from an address of its own unless told otherwise. */
export function login(portal: TestPortal, differences: Try = {}) {
  const { address = '192.0.2.1', forwarded, path = 'login', ...credentials } = differences
  return portal.app.inject({
    method: 'POST',
    url: `${api}/auth/${path}`,
    remoteAddress: address,
    headers: { 'sec-fetch-site': 'same-origin', ...(forwarded ? { 'x-forwarded-for': forwarded } : {}) },
    payload: { ...demoLogin, ...credentials },
  })
}
