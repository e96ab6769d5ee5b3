import { createHmac, randomUUID } from 'node:crypto'
import cookie from '@fastify/cookie'
import jwt, { type FastifyJWT } from '@fastify/jwt'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { LRUCache } from 'lru-cache'
import { apiError } from '../api-error.ts'
import type { Config } from '../config/settings.ts'
import { type CustomerScope, createCustomerScope } from './customer-scope.ts'
import { assertSameOrigin } from './same-origin.ts'
import { findSessionHolder, noteSessionUse, type SessionHolder } from './sessions-repository.ts'
import type { IssueToken } from './start-session.ts'

/** The claims of the portal's tokens, besides `iss`, `aud`, `iat` and `exp`. */
interface Claims {
  sub: string
  email: string
  displayName: string
  customerId: string
  tenantId: string
  portal: true
  jti: string
}

declare module '@fastify/jwt' {
  interface FastifyJWT {
    payload: Claims
    user: Claims & { exp: number }
  }
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Lets a request in if it carries a valid token of the portal. @throws UNAUTHENTICATED */
    authenticate(request: FastifyRequest): Promise<void>
    /** Makes the token of a new session. */
    readonly issueToken: IssueToken
    /** Puts a token into the cookie of the built-in portal. */
    setSessionCookie(reply: FastifyReply, token: string, expiresAt: Date): void
    /** Takes the token out of the cookie of the built-in portal. */
    clearSessionCookie(reply: FastifyReply): void
    /** Clears the cache of sessions, or of the one with this id. Called after sessions were ended. */
    forgetSessions(id?: string): void
  }
  interface FastifyRequest {
    /** Whose rows the request may touch. @throws UNAUTHENTICATED if nobody was authenticated */
    readonly scope: CustomerScope
  }
}

/** `__Host-`: set by this ITSM itself, over TLS (or on the machine itself), for no other ITSM (RFC 6265bis). */
const sessionCookie = '__Host-customer_portal'
const cookieOptions = { path: '/', httpOnly: true, secure: true, sameSite: 'strict' } as const

/** Milliseconds for which a session counts as checked. A disabled account keeps working for at most this long. */
const sessionCheckedFor = 5_000

/** Milliseconds. The precision of a session's time of last use. */
const usedWithin = 60_000

/** The portal's own tokens and the sessions behind them. */
export const authentication = fp(
  async (app: FastifyInstance, config: Config) => {
    const keys = new Map([config.JWT_SECRET, ...config.JWT_PREVIOUS_SECRETS].map((secret) => [keyId(secret), secret]))
    const lifetime = config.TOKEN_LIFETIME_MINUTES * 60

    await app.register(cookie)
    await app.register(jwt, {
      cookie: { cookieName: sessionCookie, signed: false },
      secret: {
        private: config.JWT_SECRET,
        public: (_request, token, callback) => {
          const { kid } = (token as unknown as { header: { kid?: string } }).header
          const secret = kid === undefined ? config.JWT_SECRET : keys.get(kid)
          callback(secret === undefined ? apiError('UNAUTHENTICATED') : null, secret)
        },
      },
      decode: { complete: true },
      sign: {
        algorithm: 'HS256',
        iss: config.JWT_ISSUER,
        aud: config.JWT_AUDIENCE,
        kid: keyId(config.JWT_SECRET),
        expiresIn: lifetime,
      },
      verify: {
        algorithms: ['HS256'],
        allowedIss: config.JWT_ISSUER,
        allowedAud: config.JWT_AUDIENCE,
        requiredClaims: ['sub', 'jti', 'exp', 'iss', 'aud'],
      },
    })

    // Requests do not wait for this.
    const noteUse = (sessionId: string, { lastUsedAt }: SessionHolder) => {
      const now = new Date()
      if (lastUsedAt && now.getTime() - lastUsedAt.getTime() < usedWithin) return
      noteSessionUse(app.database, sessionId, now).catch((error) =>
        app.log.warn({ err: error }, 'the time of a session’s last use was not saved'),
      )
    }
    const sessions = new LRUCache<string, { holder: SessionHolder | null }>({
      max: 20_000,
      ttl: sessionCheckedFor,
      // A look-up that is running while sessions are forgotten still answers its request. Its result is not cached.
      ignoreFetchAbort: true,
      fetchMethod: async (sessionId) => {
        const holder = await findSessionHolder(app.database, sessionId)
        if (holder) noteUse(sessionId, holder)
        return { holder }
      },
    })

    // A signature stays valid until the token expires, so it is checked once.
    const verified = new LRUCache<string, FastifyJWT['user']>({ max: 10_000 })
    const verify = async (request: FastifyRequest) => {
      const token: string = app.jwt.lookupToken(request)
      const known = verified.get(token)
      if (known && Date.now() < known.exp * 1000) request.user = known
      else verified.set(token, await request.jwtVerify<FastifyJWT['user']>())
      return token
    }

    const scopes = new WeakMap<FastifyRequest, CustomerScope>()
    app.decorateRequest('scope', {
      getter() {
        const scope = scopes.get(this)
        if (!scope) throw apiError('UNAUTHENTICATED')
        return scope
      },
    })
    app.decorate('authenticate', async (request) => {
      const token = await verify(request).catch(() => {
        throw apiError('UNAUTHENTICATED')
      })
      // If the token is not in `Authorization`, it came from the cookie. A proxy may send `Authorization` for itself (Basic).
      if (!request.headers.authorization?.endsWith(` ${token}`)) assertSameOrigin(request)
      const session = await sessions.fetch(request.user.jti)
      if (!session?.holder || !belongsTo(request.user, session.holder)) throw apiError('UNAUTHENTICATED')
      scopes.set(request, createCustomerScope(session.holder))
    })
    app.decorate('issueToken', ({ id, ...user }, now) => {
      const sessionId = randomUUID()
      const token = app.jwt.sign({ sub: id, ...user, portal: true, jti: sessionId })
      return { token, sessionId, expiresAt: new Date(now.getTime() + lifetime * 1000) }
    })
    app.decorate('setSessionCookie', (reply, token, expiresAt) => {
      reply.setCookie(sessionCookie, token, { ...cookieOptions, expires: expiresAt })
    })
    app.decorate('clearSessionCookie', (reply) => {
      reply.clearCookie(sessionCookie, cookieOptions)
    })
    app.decorate('forgetSessions', (id) => {
      if (id === undefined) sessions.clear()
      else sessions.delete(id)
    })
  },
  { name: 'authentication', dependencies: ['database', 'errors'] },
)

/** Whether the claims of a token still match the session. A user who moved to another customer must sign in again. */
function belongsTo(claims: Claims, holder: SessionHolder): boolean {
  return (
    claims.portal === true &&
    claims.sub === holder.id &&
    claims.tenantId === holder.tenantId &&
    claims.customerId === holder.customerId
  )
}

/** The id of a secret in the header of a token (`kid`). It does not reveal the secret. */
function keyId(secret: string): string {
  return createHmac('sha256', secret).update('customer-portal key id').digest('base64url').slice(0, 16)
}
