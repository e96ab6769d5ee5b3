import { randomNonce, randomPKCECodeVerifier, randomState } from 'openid-client'
import { findProvider } from '../auth/identity-providers-repository.ts'
import type { ItsmDatabase } from '../database/itsm/itsm-database.ts'
import type { Discover } from './discovery.ts'
import { type Flow, flowLifetime } from './flow.ts'
import { authorizationUrl } from './provider-sign-in.ts'
import { SingleSignOnRefusal } from './refusal.ts'

/** Services for signing in through an identity provider. */
export interface SingleSignOn {
  discover: Discover
  /** Undefined if PUBLIC_URL is not set. Then there is no redirect URI. */
  publicUrl: string | undefined
}

/**
 * Begins a sign-in at the identity provider of an organisation.
 *
 * @param page the page to show afterwards, under `/portal`
 * @returns the address at the provider, and the flow for the browser to keep
 * @throws SingleSignOnRefusal
 */
export async function startSingleSignOn(
  database: ItsmDatabase,
  { discover, publicUrl }: SingleSignOn,
  { tenantSlug, page, now }: { tenantSlug: string; page: string; now: Date },
): Promise<{ url: string; flow: Flow }> {
  const provider = await findProvider(database, tenantSlug)
  if (!provider || !publicUrl) throw new SingleSignOnRefusal('SINGLE_SIGN_ON_UNAVAILABLE', 'no identity provider')
  const flow = {
    tenantId: provider.tenantId,
    issuer: provider.issuer,
    state: randomState(),
    nonce: randomNonce(),
    codeVerifier: randomPKCECodeVerifier(),
    page,
    expiresAt: now.getTime() + flowLifetime,
  }
  return { url: await authorizationUrl(await discover(provider), flow, publicUrl), flow }
}
