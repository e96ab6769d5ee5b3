import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import * as contract from '../../schemas/oidc.ts'
import { apiError } from '../api-error.ts'
import { clientSecretColumn } from '../auth/identity-providers-repository.ts'
import { clientOf } from '../auth/request-caller.ts'
import type { AuthServices } from '../auth/services.ts'
import { createDiscovery } from './discovery.ts'
import { finishSingleSignOn } from './finish-single-sign-on.ts'
import { keepFlow, takeFlow } from './flow-cookie.ts'
import { refusalCode, SingleSignOnRefusal } from './refusal.ts'
import { portalPage } from './return-to.ts'
import { startSingleSignOn } from './start-single-sign-on.ts'

/** Signing in through the customer's identity provider (OpenID Connect, authorization code flow with PKCE). */
export const singleSignOnRoutes: FastifyPluginAsyncTypebox<AuthServices> = async (app, { config, encryption, now }) => {
  const { PUBLIC_URL: publicUrl } = config
  const discover = createDiscovery(encryption)
  app.registerEncryptedColumn(clientSecretColumn)

  app.get('/auth/oidc/:tenantSlug/start', contract.startSingleSignOn, async (request, reply) => {
    const page = portalPage(request.query.returnTo ?? '/tickets')
    if (page === null) throw apiError('VALIDATION_FAILED')
    return orSignInPage(request, reply.code(302), async () => {
      assertNavigation(request)
      await app.countSingleSignOnStep(request)
      const begun = { tenantSlug: request.params.tenantSlug, page, now: now() }
      const { url, flow } = await startSingleSignOn(app.database, { discover, publicUrl }, begun)
      keepFlow(reply, encryption, flow)
      return url
    })
  })

  // A person's browser comes here, so even an invalid request is answered with a page and not with JSON.
  const callback = { ...contract.finishSingleSignOn, attachValidation: true }
  app.get('/auth/oidc/callback', callback, async (request, reply) =>
    orSignInPage(request, reply.code(303), async () => {
      const from = { client: clientOf(request), now: now() }
      const flow = takeFlow(request, reply, { encryption, now: from.now })
      if (request.validationError || !flow || !publicUrl || request.query.state !== flow.state)
        throw new SingleSignOnRefusal('SINGLE_SIGN_ON_FAILED', 'no sign-in that this browser has begun')
      await app.countSingleSignOnStep(request)
      const { search } = new URL(request.url, publicUrl)
      const { issueToken, database } = app
      const session = await finishSingleSignOn(database, { discover, publicUrl, issueToken }, { flow, search, ...from })
      app.setSessionCookie(reply, session.token, session.expiresAt)
      // Browsers keep a SameSite=Strict cookie from this answer, but do not send it with the redirect, since another
      // site began the chain (RFC 6265bis, 5.2). The page is static and needs none; its own requests are same-site.
      return flow.page
    }),
  )
}

/** Only a navigation starts a sign-in. Images and frames in other pages do not (Fetch Metadata, Sec-Fetch-Dest). */
function assertNavigation({ headers }: FastifyRequest): void {
  const destination = headers['sec-fetch-dest']
  if (destination !== undefined && destination !== 'document')
    throw new SingleSignOnRefusal('SINGLE_SIGN_ON_FAILED', 'not opened by a person')
}

/**
 * Redirects to the page that `work` returns. If it fails, it redirects to the sign-in page with a code and no details.
 *
 * @param reply with the status of the redirect
 */
async function orSignInPage(
  request: FastifyRequest,
  reply: FastifyReply,
  work: () => Promise<string>,
): Promise<FastifyReply> {
  try {
    return reply.redirect(await work())
  } catch (error) {
    const code = refusalCode(error)
    // The library's messages name the failed check, never a value. Texts of the provider are not logged.
    if (error instanceof SingleSignOnRefusal)
      request.log.info({ code, reason: error.message, cause: messageOf(error.cause) }, 'single sign-on refused')
    else if (code) request.log.warn({ err: error, code }, 'single sign-on not possible')
    else request.log.error({ err: error }, 'single sign-on failed')
    return reply.redirect(`/portal/login?error=${code ?? 'SINGLE_SIGN_ON_FAILED'}`)
  }
}

function messageOf(cause: unknown): string | undefined {
  return cause instanceof Error ? cause.message : undefined
}
