import { LRUCache } from 'lru-cache'
import * as client from 'openid-client'
import { clientSecretContext, type IdentityProvider } from '../auth/identity-providers-repository.ts'
import type { Encryption } from '../encryption/encryption.ts'
import { SingleSignOnRefusal } from './refusal.ts'

/** Seconds to wait for each answer of a provider. A request waits for at most four, which is less than its own limit. */
const timeout = 3

/** Milliseconds for which a provider's metadata is cached. The library caches the provider's keys by itself. */
const discoveredFor = 10 * 60_000

/** Seconds by which the provider's clock may differ. */
const clockDifference = 30

/** Looks up a provider's metadata (OpenID Connect Discovery). @throws SingleSignOnRefusal */
export type Discover = (provider: IdentityProvider) => Promise<client.Configuration>

/** Creates a discovery with a cache. It only asks issuers that the operator configured. */
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
        // Checks the signature of the ID token. TLS alone would be enough for the standard.
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

/** Sends the secret in the header, the default of OAuth, unless the provider accepts it only in the body. */
function withSecret(secret: string): client.ClientAuth {
  const basic = client.ClientSecretBasic(secret)
  const post = client.ClientSecretPost(secret)
  return (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
    const method = methods.includes('client_secret_basic') ? basic : post
    return method(server, ...rest)
  }
}

/** Whether a provider runs on this machine without TLS, for development. */
export function isPlainLoopback({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}
