import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { randomNonce, randomPKCECodeVerifier, randomState } from 'openid-client'
import * as contract from '../../../schemas/oidc.ts'
import { apiError } from '../../plugins/errors.ts'
import { clientOf } from '../client.ts'
import type { AuthServices } from '../services.ts'
import { startSession } from '../start-session.ts'
import { accountOf } from './account.ts'
import { createDiscovery } from './discovery.ts'
import { flowLifetime, keepFlow, takeFlow } from './flow.ts'
import { authorizationUrl, takeAnswer } from './provider-sign-in.ts'
import { findProvider, findProviderOf } from './providers-repository.ts'
import { refusalCode, SingleSignOnRefusal } from './refusal.ts'
import { portalPage } from './return-to.ts'

/** Signing in through the customer's identity provider (OpenID Connect, authorization code flow with PKCE). */
export const singleSignOnRoutes: FastifyPluginAsyncTypebox<AuthServices> = async (app, { config, sealing, now }) => {
  const { PUBLIC_URL } = config
  const discover = createDiscovery(sealing)

  app.get('/auth/oidc/:tenantSlug/start', contract.startSingleSignOn, async (request, reply) => {
    const page = portalPage(request.query.returnTo ?? '/tickets')
    if (page === null) throw apiError('VALIDATION_FAILED')
    return orSignInPage(request, reply, 302, async () => {
      assertNavigation(request)
      await app.countSingleSignOnStep(request)
      const provider = await findProvider(app.database, request.params.tenantSlug)
      if (!provider || !PUBLIC_URL) throw new SingleSignOnRefusal('SINGLE_SIGN_ON_UNAVAILABLE', 'no identity provider')
      const { tenantId, issuer } = provider
      const state = randomState()
      const begun = { tenantId, issuer, state, nonce: randomNonce(), codeVerifier: randomPKCECodeVerifier(), page }
      const url = await authorizationUrl(await discover(provider), begun, PUBLIC_URL)
      keepFlow(reply, sealing, { ...begun, expiresAt: now().getTime() + flowLifetime })
      return url
    })
  })

  // Whatever a provider or an attacker sends here, people get a page and no JSON.
  const callback = { ...contract.finishSingleSignOn, attachValidation: true }
  app.get('/auth/oidc/callback', callback, async (request, reply) =>
    orSignInPage(request, reply, 303, async () => {
      const startedAt = now()
      const flow = takeFlow(request, reply, sealing, startedAt)
      if (request.validationError || !flow || !PUBLIC_URL || request.query.state !== flow.state)
        throw new SingleSignOnRefusal('SINGLE_SIGN_ON_FAILED', 'no sign-in that this browser has begun')
      await app.countSingleSignOnStep(request)
      const provider = await findProviderOf(app.database, flow.tenantId)
      if (!provider || provider.issuer !== flow.issuer)
        throw new SingleSignOnRefusal('SINGLE_SIGN_ON_FAILED', 'the identity provider is gone')
      const { search } = new URL(request.url, PUBLIC_URL)
      const identity = await takeAnswer(await discover(provider), flow, PUBLIC_URL, search)
      const from = { client: clientOf(request), now: startedAt }
      const account = await accountOf(app.database, { provider, identity, ...from })
      // The second factor is the provider's business.
      const signedIn = { account, passwordHash: null, codeCheck: 'no second factor' } as const
      const { token, expiresAt } = await startSession(app.database, app.issueToken, { signedIn, ...from })
      app.setSessionCookie(reply, token, expiresAt)
      // Browsers keep a SameSite=Strict cookie from this answer, but do not send it with the redirect, since another
      // site began the chain (RFC 6265bis, 5.2). The page is static and needs none; its own requests are same-site.
      return flow.page
    }),
  )
}

/** Pictures and frames of other pages, or of what customers write, begin no sign-in (Fetch Metadata, Sec-Fetch-Dest). */
function assertNavigation({ headers }: FastifyRequest): void {
  const destination = headers['sec-fetch-dest']
  if (destination !== undefined && destination !== 'document')
    throw new SingleSignOnRefusal('SINGLE_SIGN_ON_FAILED', 'not opened by a person')
}

/** Goes where the work says; where it fails, to the sign-in page with a code and nothing else. */
async function orSignInPage(
  request: FastifyRequest,
  reply: FastifyReply,
  status: 302 | 303,
  work: () => Promise<string>,
): Promise<FastifyReply> {
  try {
    return reply.redirect(await work(), status)
  } catch (error) {
    const code = refusalCode(error)
    // The library's messages name what did not hold, never a value; what the provider wrote is left out.
    if (error instanceof SingleSignOnRefusal)
      request.log.info({ code, reason: error.message, cause: messageOf(error.cause) }, 'single sign-on refused')
    else if (code) request.log.warn({ err: error, code }, 'single sign-on not possible')
    else request.log.error({ err: error }, 'single sign-on failed')
    return reply.redirect(`/portal/login?error=${code ?? 'SINGLE_SIGN_ON_FAILED'}`, status)
  }
}

function messageOf(cause: unknown): string | undefined {
  return cause instanceof Error ? cause.message : undefined
}
