import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import * as contract from '../../schemas/auth.ts'
import { apiError } from '../plugins/errors.ts'
import { assertSameOrigin } from '../plugins/same-origin.ts'
import type { Passwords } from './passwords.ts'
import { findProfile, startSession } from './repository.ts'
import { fitsHashing, signIn } from './sign-in.ts'

interface SignInOptions {
  passwords: Passwords
  now: () => Date
}

/** Signing in: what anybody may call. */
export const signInRoutes: FastifyPluginAsyncTypebox<SignInOptions> = async (app, { passwords, now }) => {
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

  async function startSessionFor(request: FastifyRequest, credentials: contract.Credentials) {
    const { tenantSlug, email, password } = credentials
    if (!fitsHashing(password)) throw apiError('VALIDATION_FAILED')
    await app.countLoginTry(request, JSON.stringify([tenantSlug.toLowerCase(), email.toLowerCase()]))
    const signedIn = await signIn(app.host, passwords, credentials)
    if (!signedIn) throw apiError('INVALID_CREDENTIALS')

    const { id, tenantId, customerId, displayName } = signedIn.account
    const user = { email: signedIn.account.email, displayName, customerId, tenantId }
    const createdAt = now()
    const { token, sessionId, expiresAt } = app.issueToken({ sub: id, ...user }, createdAt)
    await startSession(app.host, signedIn.account, { id: sessionId, createdAt, expiresAt }, signedIn.newPasswordHash)
    return { token, expiresAt, user: { id, ...user } }
  }
}

/** The session of a portal user. */
export const sessionRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.post('/auth/logout', contract.logout, async (request, reply) => {
    await app.endSession(request, reply)
    return reply.code(204).send(null)
  })

  app.get('/auth/me', contract.getProfile, async (request) => {
    const profile = await findProfile(app.host, request.scope)
    if (!profile) throw apiError('UNAUTHENTICATED')
    return { data: profile }
  })
}
