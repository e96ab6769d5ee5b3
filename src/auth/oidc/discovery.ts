import { LRUCache } from 'lru-cache'
import * as client from 'openid-client'
import type { Sealing } from '../sealing.ts'
import type { IdentityProvider } from './providers-repository.ts'
import { SingleSignOnRefusal } from './refusal.ts'

/** Seconds for each answer of a provider: at most four are waited for, less than a request may take. */
const timeout = 3

/** Milliseconds for which a provider's addresses hold; its keys are looked up by the library, for minutes as well. */
const discoveredFor = 10 * 60_000

/** Seconds by which the provider's clock may differ. */
const clockDifference = 30

/** What clientSecretContext seals for. */
export const clientSecretContext = (tenantId: string) => `client secret of ${tenantId}`

/** Looks up what a provider says of itself (OpenID Connect Discovery). @throws SingleSignOnRefusal */
export type Discover = (provider: IdentityProvider) => Promise<client.Configuration>

/** Discovery that remembers. Only issuers that the operator configured are ever asked. */
export function createDiscovery(sealing: Sealing): Discover {
  const known = new LRUCache<string, client.Configuration, IdentityProvider>({
    max: 500,
    ttl: discoveredFor,
    fetchMethod: (_key, _stale, { context }) => discover(context, sealing),
  })
  return async (provider) => {
    const { tenantId, issuer, clientId, sealedClientSecret } = provider
    const key = JSON.stringify([tenantId, issuer, clientId, sealedClientSecret])
    try {
      return await known.forceFetch(key, { context: provider })
    } catch (error) {
      throw new SingleSignOnRefusal('SINGLE_SIGN_ON_UNAVAILABLE', 'the identity provider does not answer', {
        cause: error,
      })
    }
  }
}

async function discover(provider: IdentityProvider, sealing: Sealing): Promise<client.Configuration> {
  const { issuer, clientId } = provider
  const server = new URL(issuer)
  return client.discovery(
    server,
    clientId,
    { [client.clockTolerance]: clockDifference },
    authenticationOf(provider, sealing),
    {
      timeout,
      execute: [
        // The signature of the ID token is checked too, not only that it came over TLS from the provider.
        client.enableNonRepudiationChecks,
        ...(isPlainLoopback(server) ? [client.allowInsecureRequests] : []),
      ],
    },
  )
}

/** How the portal proves to a provider who it is. @throws where no known secret opens that of the client any more */
function authenticationOf({ tenantId, sealedClientSecret }: IdentityProvider, sealing: Sealing): client.ClientAuth {
  if (sealedClientSecret === null) return client.None()
  const secret = sealing.open(clientSecretContext(tenantId), sealedClientSecret)
  if (secret === null) throw new Error('no known JWT_SECRET opens the client secret')
  return withSecret(secret)
}

/** In the header, which is the default of OAuth, unless the provider takes it in the body only. */
function withSecret(secret: string): client.ClientAuth {
  const basic = client.ClientSecretBasic(secret)
  const post = client.ClientSecretPost(secret)
  return (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
    const method = methods.includes('client_secret_basic') ? basic : post
    return method(server, ...rest)
  }
}

/** Whether a provider runs on this machine without TLS, as one does while trying things out. */
export function isPlainLoopback({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}
