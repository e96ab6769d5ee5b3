import { randomUUID } from 'node:crypto'
import { demoIds } from '../../../src/demo/people.ts'
import { agentToken } from '../agents.ts'
import { adminApi, api, type TestPortal } from '../portal.ts'
import { codeAt, startSecondFactor } from '../second-factor.ts'

const password = 'eleven purple umbrellas'

/** Creates a portal user of ACME with a password. @returns the id and the credentials */
async function newPortalUser(portal: TestPortal) {
  const email = `${randomUUID()}@acme.example.com`
  const administer = (method: 'POST' | 'PUT', path: string, payload: object) =>
    portal.request(agentToken(), { method, url: `${adminApi}/users${path}`, payload })
  const created = await administer('POST', '', { email, displayName: 'Somebody', customerId: demoIds.acme })
  const { id }: { id: string } = created.json().data.user
  await administer('PUT', `/${id}/password`, { password })
  return { id, credentials: { tenantSlug: 'demo-org', email, password } }
}

/** Creates a portal user who is disabled. @returns the id */
export async function disabledPortalUser(portal: TestPortal): Promise<string> {
  const { id } = await newPortalUser(portal)
  await portal.request(agentToken(), { method: 'POST', url: `${adminApi}/users/${id}/disable` })
  return id
}

/** Creates a portal user whose sign-in asks for a code. @returns the credentials, and the secret of the app */
export async function portalUserWithSecondFactor(portal: TestPortal) {
  const { credentials } = await newPortalUser(portal)
  const token = await portal.signIn(credentials.email, credentials.tenantSlug, password)
  const secret = await startSecondFactor(portal, token, password)
  await confirmSecondFactor(portal, token, secret)
  return { credentials, secret }
}

/** Switches a second factor on that was started. Where it is on already, nothing changes. */
export async function confirmSecondFactor(portal: TestPortal, token: string, secret: string): Promise<void> {
  const payload = { code: codeAt(secret, new Date()) }
  await portal.request(token, { method: 'POST', url: `${api}/auth/second-factor/confirmation`, payload })
}
