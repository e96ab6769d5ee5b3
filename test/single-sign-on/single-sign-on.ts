import type { Test } from 'tap'
import { clientSecretContext } from '../../src/auth/identity-providers-repository.ts'
import { putProvider } from '../../src/cli/identity-provider/repository.ts'
import type { Dialect } from '../../src/database/connection.ts'
import { demoIds } from '../../src/demo/people.ts'
import { createEncryption } from '../../src/encryption/encryption.ts'
import { type Person, startProvider, type TestProvider } from '../support/oidc-provider.ts'
import { api, startPortal, type TestPortal, testSecret } from '../support/portal.ts'

export const publicUrl = 'https://desk.example.com'
const redirectUri = `${publicUrl}${api}/auth/oidc/callback`
const clients = [{ client_id: 'portal', client_secret: 'a secret of the client' }, { client_id: 'public-portal' }]

export const katharina: Person = {
  sub: 'k-1',
  email: 'Portal@ACME.example.com',
  email_verified: true,
  name: 'Katharina L.',
}

/** How the provider of a tenant is configured. */
export interface Configured {
  tenantId?: string
  clientId?: 'portal' | 'public-portal'
  domains?: string[]
  customerId?: string | null
  isActive?: number
}

/** Configures a provider for a tenant, by default for the first demo organisation. */
export async function configure(portal: TestPortal, issuer: string, configured: Configured = {}): Promise<void> {
  const { tenantId = demoIds.demoOrg, clientId = 'portal', domains = ['acme.example.com'] } = configured
  const { encrypt } = createEncryption({ JWT_SECRET: testSecret, JWT_PREVIOUS_SECRETS: [] })
  const secret = clients.find((client) => client.client_id === clientId)?.client_secret
  await putProvider(portal.itsm.admin, {
    tenantId,
    issuer,
    clientId,
    encryptedClientSecret: secret ? encrypt(clientSecretContext(tenantId), secret) : null,
    emailDomains: domains,
    createdForCustomerId: configured.customerId ?? null,
  })
  if (configured.isActive === undefined) return
  await portal.itsm.admin.kysely
    .updateTable('customer_portal_identity_providers')
    .set({ is_active: configured.isActive })
    .where('tenant_id', '=', tenantId)
    .execute()
}

/** Another provider, whose clients are those of the first. */
export function startAnotherProvider(t: Test, settings?: Parameters<typeof startProvider>[3]): Promise<TestProvider> {
  return startProvider(t, redirectUri, clients, settings)
}

/** A portal whose first demo organisation signs in through a provider, as Katharina of ACME unless told otherwise. */
export async function startWithProvider(
  t: Test,
  dialect: Dialect,
  configured: Configured = {},
  environment: Record<string, string> = {},
): Promise<{ portal: TestPortal; provider: TestProvider }> {
  const portal = await startPortal(t, dialect, { environment: { PUBLIC_URL: publicUrl, ...environment } })
  const provider = await startAnotherProvider(t)
  provider.person = katharina
  await configure(portal, provider.issuer, configured)
  return { portal, provider }
}

/** What the browser holds after an answer. */
export interface Answer {
  status: number
  location: string
  cookie: string | undefined
  setCookies: string[]
}

function toAnswer(answer: { statusCode: number; headers: Record<string, unknown> }, name: string): Answer {
  const setCookies = [answer.headers['set-cookie'] ?? []].flat().map(String)
  const cookie = setCookies.find((set) => set.startsWith(`${name}=`) && !set.startsWith(`${name}=;`))
  return {
    status: answer.statusCode,
    location: String(answer.headers.location),
    cookie: cookie?.split(';')[0],
    setCookies,
  }
}

/** Begins to sign in. */
export async function begin(portal: TestPortal, tenantSlug = 'demo-org', returnTo?: string): Promise<Answer> {
  const query = returnTo === undefined ? '' : `?returnTo=${encodeURIComponent(returnTo)}`
  const answer = await portal.app.inject({ url: `${api}/auth/oidc/${tenantSlug}/start${query}` })
  return toAnswer(answer, '__Host-customer_portal_oidc')
}

/** Comes back from the provider. */
export async function comeBack(portal: TestPortal, url: URL, flowCookie: string | undefined): Promise<Answer> {
  const answer = await portal.app.inject({
    url: url.pathname + url.search,
    headers: flowCookie ? { cookie: flowCookie } : {},
  })
  return toAnswer(answer, '__Host-customer_portal')
}

/** Signs in all the way. */
export async function signInThrough(
  portal: TestPortal,
  provider: TestProvider,
  tenantSlug?: string,
  returnTo?: string,
): Promise<Answer> {
  const begun = await begin(portal, tenantSlug, returnTo)
  return comeBack(portal, await provider.visit(begun.location), begun.cookie)
}

/** Who a session belongs to. */
export async function profileOf(portal: TestPortal, { cookie }: Answer) {
  const answer = await portal.app.inject({ url: `${api}/auth/me`, headers: { cookie: cookie ?? '' } })
  return answer.json().data
}

export const refused = '/portal/login?error=SINGLE_SIGN_ON_REFUSED'
export const failed = '/portal/login?error=SINGLE_SIGN_ON_FAILED'
export const unavailable = '/portal/login?error=SINGLE_SIGN_ON_UNAVAILABLE'

/** Says that the browser is back at the sign-in page, without a session. */
export function nobodyIsSignedIn(t: Test, answer: Answer, location: string, message = 'nobody is signed in'): void {
  t.match(answer, { status: 303, location, cookie: undefined }, message)
}
