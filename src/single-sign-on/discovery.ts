import { LRUCache } from 'lru-cache'
import * as client from 'openid-client'
import { clientSecretContext, type IdentityProvider } from '../auth/identity-providers-repository.ts'
import type { Encryption } from '../encryption/encryption.ts'
import { SingleSignOnRefusal } from './refusal.ts'

/** Seconds for each answer of a provider: at most four are waited for, less than a request may take. */
const timeout = 3

/** Milliseconds for which a provider's addresses hold; its keys are looked up by the library, for minutes as well. */
const discoveredFor = 10 * 60_000

/** Seconds by which the provider's clock may differ. */
const clockDifference = 30

/** Looks up what a provider says of itself (OpenID Connect Discovery). @throws SingleSignOnRefusal */
export type Discover = (provider: IdentityProvider) => Promise<client.Configuration>

/** Discovery that remembers. Only issuers that the operator configured are ever asked. */
export function createDiscovery(encryption: Encryption): Discover {
  const known = new LRUCache<string, client.Configuration, IdentityProvider>({
    max: 500,
    ttl: discoveredFor,
    fetchMethod: (_key, _stale, { context }) => discover(context, encryption),
  })
  return async (provider) => {
    const { tenantId, issuer, clientId, encryptedClientSecret } = provider
    const key = JSON.stringify([tenantId, issuer, clientId, encryptedClientSecret])
    try {
      return await known.forceFetch(key, { context: provider })
    } catch (error) {
      throw new SingleSignOnRefusal('SINGLE_SIGN_ON_UNAVAILABLE', 'the identity provider does not answer', {
        cause: error,
      })
    }
  }
}

async function discover(provider: IdentityProvider, encryption: Encryption): Promise<client.Configuration> {
  const { issuer, clientId } = provider
  const server = new URL(issuer)
  return client.discovery(
    server,
    clientId,
    { [client.clockTolerance]: clockDifference },
    authenticationOf(provider, encryption),
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

/** How the portal authenticates at a provider. @throws Error if no known secret decrypts the client secret */
function authenticationOf(
  { tenantId, encryptedClientSecret }: IdentityProvider,
  encryption: Encryption,
): client.ClientAuth {
  if (encryptedClientSecret === null) return client.None()
  const secret = encryption.decrypt(clientSecretContext(tenantId), encryptedClientSecret)
  if (secret === null) throw new Error('no known JWT_SECRET decrypts the client secret')
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
