import { generateKeyPairSync } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider, { type Configuration, type JWK } from 'oidc-provider'
import type { Test } from 'tap'

/** Somebody as the identity provider knows them. */
export interface Person {
  sub: string
  email?: string
  email_verified?: boolean
  name?: string
}

export interface TestClient {
  client_id: string
  client_secret?: string
}

/** A real OpenID provider in the process of the test, at which the chosen person is signed in at once. */
export interface TestProvider {
  issuer: string
  /** Who signs in from now on. */
  person: Person
  /** The keys that it publishes in place of its own. */
  publishedKeys: object[] | null
  /** Takes requests and never answers them. */
  isSilent: boolean
  /** Stops answering. */
  stop(): Promise<void>
  /**
   * Goes through the pages of the provider, as a browser would.
   *
   * @returns the address that it sends the browser back to
   */
  visit(authorizationUrl: string): Promise<URL>
}

/**
 * Starts a provider on loopback for the time of a test.
 *
 * @param redirectUri where its clients get their answers
 * @param ITSM how it calls itself; to a browser, `localhost` is another site than `127.0.0.1`
 */
export async function startProvider(
  t: Test,
  redirectUri: string,
  clients: TestClient[],
  settings: Configuration = {},
  host: '127.0.0.1' | 'localhost' = '127.0.0.1',
): Promise<TestProvider> {
  const server = createServer()
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const issuer = `http://${host}:${(server.address() as AddressInfo).port}`
  const running: TestProvider = {
    issuer,
    person: { sub: 'nobody' },
    publishedKeys: null,
    isSilent: false,
    stop: () => close(server),
    visit: (url) => visit(url, redirectUri),
  }
  const provider = new Provider(issuer, {
    clients: clients.map((client) => ({
      ...client,
      redirect_uris: [redirectUri],
      token_endpoint_auth_method: client.client_secret ? 'client_secret_basic' : 'none',
    })),
    jwks: { keys: [signingKey()] },
    cookies: { keys: ['a key of the tests'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    // So that the e-mail stands in the ID token, as with most providers.
    conformIdTokenClaims: false,
    ttl: { AccessToken: 600, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: async (_context, sub) => ({ accountId: sub, claims: async () => ({ ...running.person, sub }) }),
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client?.clientId as string,
        accountId: oidc.session?.accountId as string,
      })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
    ...settings,
  })
  const answer = provider.callback()
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (running.isSilent) return
    if (running.publishedKeys && request.url === '/jwks') {
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: running.publishedKeys }))
      return
    }
    if (!request.url?.startsWith('/interaction/')) return answer(request, response)
    return provider.interactionFinished(request, response, { login: { accountId: running.person.sub } })
  })
  t.teardown(() => close(server))
  return running
}

/** A key that is not the provider's, under its name. */
export function foreignKey(): object {
  const { kty, n, e, use, alg, kid } = signingKey()
  return { kty, n, e, use, alg, kid }
}

function signingKey(): JWK {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'test' } as JWK
}

async function visit(authorizationUrl: string, redirectUri: string): Promise<URL> {
  const cookies = new Map<string, string>()
  let url = new URL(authorizationUrl)
  while (!url.href.startsWith(redirectUri)) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(url, { headers: { cookie }, redirect: 'manual' })
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      cookies.set(name, value)
    }
    const location = answer.headers.get('location')
    if (!location) throw new Error(`the provider answered ${answer.status}: ${await answer.text()}`)
    url = new URL(location, url)
  }
  return url
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise<void>((closed) => server.close(() => closed()))
}
