import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import * as contract from '../../schemas/auth.ts'
import { apiError } from '../api-error.ts'
import { offersSingleSignOn } from './identity-providers-repository.ts'
import { assertFitsHashing } from './passwords.ts'
import { findProfile } from './repository.ts'
import { callerOf, clientOf } from './request-caller.ts'
import { assertSameOrigin } from './same-origin.ts'
import type { AuthServices } from './services.ts'
import { signIn } from './sign-in.ts'
import { signOut } from './sign-out.ts'
import { startSession } from './start-session.ts'

/** Signing in. These routes are public. */
export const signInRoutes: FastifyPluginAsyncTypebox<AuthServices> = async (app, services) => {
  const { now } = services

  app.post('/auth/login', contract.login, async (request) => {
    const { token, expiresAt, user } = await startSessionFor(request, request.body)
    return { data: { token, expiresAt: expiresAt.toISOString(), user } }
  })

  app.post('/auth/session', contract.startCookieSession, async (request, reply) => {
    assertSameOrigin(request)
    const { token, expiresAt, user } = await startSessionFor(request, request.body)
    app.setSessionCookie(reply, token, expiresAt)
    return { data: { expiresAt: expiresAt.toISOString(), user } }
  })

  app.get('/auth/options', contract.getSignInOptions, async ({ query }) => ({
    data: {
      passwordReset: services.mail !== undefined,
      singleSignOn:
        query.tenant !== undefined && (await offersSingleSignOn(app.database, services.config, query.tenant)),
    },
  }))

  async function startSessionFor(request: FastifyRequest, credentials: contract.SignInCredentials) {
    assertFitsHashing(credentials.password)
    // This comes before the account is looked up, so that a flood of requests does not reach the database.
    await app.countLoginAddress(request)
    const countAccount = (failureKey: string) => app.countLoginAccount(request, failureKey)
    const from = { client: clientOf(request), now: now() }
    const signedIn = await signIn(app.database, { ...services, countAccount }, { credentials, ...from })
    return startSession(app.database, app.issueToken, { signedIn, ...from })
  }
}

/** The session of a portal user. */
export const sessionRoutes: FastifyPluginAsyncTypebox<AuthServices> = async (app, services) => {
  app.post('/auth/logout', contract.logout, async (request, reply) => {
    await signOut(app.database, services, callerOf(request, services.now()))
    app.clearSessionCookie(reply)
    return reply.code(204).send(null)
  })

  app.get('/auth/me', contract.getProfile, async (request) => {
    const profile = await findProfile(app.database, request.scope)
    if (!profile) throw apiError('UNAUTHENTICATED')
    return { data: profile }
  })
}
