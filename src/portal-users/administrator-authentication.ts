import type { FastifyBaseLogger, FastifyInstance, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { createRemoteJWKSet, type JWTPayload, type JWTVerifyOptions, errors as joseErrors, jwtVerify } from 'jose'
import { LRUCache } from 'lru-cache'
import { apiError } from '../api-error.ts'
import { assertSameOrigin } from '../auth/same-origin.ts'
import type { Config } from '../config/settings.ts'
import { type Administrator, findAdministrator } from './administrators-repository.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /**
     * Lets a request in if it carries the token of an agent of the ITSM who administers an organisation.
     *
     * @throws UNAUTHENTICATED; NOT_AN_ADMINISTRATOR; CROSS_ORIGIN_REQUEST
     */
    authenticateAdministrator(request: FastifyRequest): Promise<void>
  }
  interface FastifyRequest {
    /** The agent of the ITSM who administers portal users. @throws UNAUTHENTICATED if nobody was authenticated */
    readonly administrator: Administrator
  }
}

/** Milliseconds for which a membership counts as checked. A withdrawn membership keeps working for at most this long. */
const membershipCheckedFor = 5_000

/** Milliseconds to wait for the ITSM's keys. */
const keysTimeout = 3_000

/** Seconds by which the ITSM's clock may differ. */
const clockDifference = 30

/** Authenticates agents by the tokens of the ITSM. The portal makes no such tokens. */
export const administratorAuthentication = fp(
  async (app: FastifyInstance, config: Config) => {
    const verify = createVerification(config, app.log)

    const memberships = new LRUCache<string, { administrator: Administrator | null }>({
      max: 1_000,
      ttl: membershipCheckedFor,
      fetchMethod: async (key) => {
        const [tenantId = '', userId = ''] = JSON.parse(key)
        return { administrator: await findAdministrator(app.database, tenantId, userId) }
      },
    })

    const administratorOf = new WeakMap<FastifyRequest, Administrator>()
    app.decorateRequest('administrator', {
      getter() {
        const administrator = administratorOf.get(this)
        if (!administrator) throw apiError('UNAUTHENTICATED')
        return administrator
      },
    })
    app.decorate('authenticateAdministrator', async (request) => {
      const { sub, activeTenantId } = await verify(tokenOf(request, config.ITSM_TOKEN_COOKIE))
      if (request.headers.authorization === undefined) assertSameOrigin(request)
      if (typeof sub !== 'string' || typeof activeTenantId !== 'string') throw apiError('UNAUTHENTICATED')
      // The roles in the token may be out of date. The ITSM's database decides.
      const membership = await memberships.fetch(JSON.stringify([activeTenantId, sub]))
      if (!membership?.administrator) throw apiError('NOT_AN_ADMINISTRATOR')
      administratorOf.set(request, membership.administrator)
    })
  },
  { name: 'administrator-authentication', dependencies: ['database', 'errors', 'authentication'] },
)

/** The token of a request: the bearer token, or else the ITSM's cookie. */
function tokenOf({ headers, cookies }: FastifyRequest, cookieName: string): string {
  const { authorization } = headers
  if (authorization === undefined) return cookies[cookieName] ?? ''
  return /^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? ''
}

/** Verifies by the keys that the ITSM publishes if they are configured, otherwise by its secret. Never by both. */
function createVerification(config: Config, log: FastifyBaseLogger): (token: string) => Promise<JWTPayload> {
  const options: JWTVerifyOptions = {
    requiredClaims: ['sub', 'exp'],
    clockTolerance: clockDifference,
    ...(config.ITSM_JWT_ISSUER === undefined ? {} : { issuer: config.ITSM_JWT_ISSUER }),
    ...(config.ITSM_JWT_AUDIENCE === undefined ? {} : { audience: config.ITSM_JWT_AUDIENCE }),
  }
  const verifyToken = config.ITSM_JWKS_URL
    ? byPublishedKeys(config.ITSM_JWKS_URL, options)
    : bySecret(config.ITSM_JWT_SECRET ?? '', options)
  return async (token) => {
    try {
      return (await verifyToken(token)).payload
    } catch (error) {
      if (!keysAreAway(error)) throw apiError('UNAUTHENTICATED')
      log.warn({ err: error }, 'keys of the ITSM unavailable')
      throw apiError('SERVICE_UNAVAILABLE')
    }
  }
}

function byPublishedKeys(url: string, options: JWTVerifyOptions) {
  const keys = createRemoteJWKSet(new URL(url), { timeoutDuration: keysTimeout })
  const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA']
  return (token: string) => jwtVerify(token, keys, { ...options, algorithms })
}

function bySecret(secret: string, options: JWTVerifyOptions) {
  const key = new TextEncoder().encode(secret)
  return (token: string) => jwtVerify(token, key, { ...options, algorithms: ['HS256'] })
}

/** Whether the keys could not be fetched. Then nothing is known of the token. */
function keysAreAway(error: unknown): boolean {
  if (error instanceof joseErrors.JWKSTimeout || error instanceof joseErrors.JWKSInvalid) return true
  // jose throws its base class when the answer is no key set. Every fault of a token has a class of its own.
  return !(error instanceof joseErrors.JOSEError) || error.code === 'ERR_JOSE_GENERIC'
}
