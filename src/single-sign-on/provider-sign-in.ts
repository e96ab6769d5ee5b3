import * as client from 'openid-client'
import type { Flow } from './flow.ts'
import { SingleSignOnRefusal } from './refusal.ts'

/** A person who has signed in at an identity provider. */
export interface ProvenIdentity {
  issuer: string
  subject: string
  /** Null unless the provider says that it has verified the e-mail. */
  verifiedEmail: string | null
  name: string | null
}

/** The redirect URI. It comes from the operator's setting, never from a header of the request. */
export function redirectUri(publicUrl: string): string {
  return `${publicUrl}/api/v1/portal/auth/oidc/callback`
}

/** The address at the provider to send a browser to. */
export async function authorizationUrl(
  provider: client.Configuration,
  flow: Pick<Flow, 'state' | 'nonce' | 'codeVerifier'>,
  publicUrl: string,
): Promise<string> {
  return client.buildAuthorizationUrl(provider, {
    redirect_uri: redirectUri(publicUrl),
    scope: 'openid email profile',
    state: flow.state,
    nonce: flow.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(flow.codeVerifier),
    code_challenge_method: 'S256',
  }).href
}

/**
 * Validates the answer of the provider. The library checks the state, the issuer (RFC 9207), the code with its verifier,
 * and the ID token: signature, issuer, audience, times and nonce (OpenID Connect Core, 3.1.3.7).
 *
 * @param search the query that the browser came back with
 * @throws SingleSignOnRefusal
 */
export async function takeAnswer(
  provider: client.Configuration,
  flow: Flow,
  { publicUrl, search }: { publicUrl: string; search: string },
): Promise<ProvenIdentity> {
  try {
    const tokens = await client.authorizationCodeGrant(provider, new URL(redirectUri(publicUrl) + search), {
      expectedState: flow.state,
      expectedNonce: flow.nonce,
      pkceCodeVerifier: flow.codeVerifier,
      idTokenExpected: true,
    })
    const claims = tokens.claims()
    if (!claims) throw new Error('no ID token')
    // Many providers return the e-mail only from the userinfo endpoint.
    const asks = claims.email === undefined && provider.serverMetadata().userinfo_endpoint !== undefined
    const { email, email_verified, name } = asks
      ? await client.fetchUserInfo(provider, tokens.access_token, claims.sub)
      : claims
    return {
      issuer: claims.iss,
      subject: claims.sub,
      verifiedEmail: email_verified === true && typeof email === 'string' ? email : null,
      name: typeof name === 'string' ? name : null,
    }
  } catch (error) {
    throw new SingleSignOnRefusal('SINGLE_SIGN_ON_FAILED', 'the answer of the identity provider does not hold', {
      cause: error,
    })
  }
}
