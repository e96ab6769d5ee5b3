import type { FastifyBaseLogger, FastifyInstance, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { createRemoteJWKSet, type JWTPayload, type JWTVerifyOptions, errors as joseErrors, jwtVerify } from 'jose'
import { LRUCache } from 'lru-cache'
import type { Config } from '../config.ts'
import { type Administrator, findAdministrator } from '../portal-users/administrators-repository.ts'
import { apiError } from './errors.ts'
import { assertSameOrigin } from './same-origin.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /**
     * Lets a request in that carries the token of an agent of the ITSM who administers an organisation.
     *
     * @throws UNAUTHENTICATED; NOT_AN_ADMINISTRATOR; CROSS_ORIGIN_REQUEST
     */
    authenticateAdministrator(request: FastifyRequest): Promise<void>
  }
  interface FastifyRequest {
    /** The agent of the ITSM who administers portal users. Throws where nobody was authenticated. */
    readonly administrator: Administrator
  }
}

/** Milliseconds for which a membership counts as checked: so long, at the most, one that was withdrawn goes on. */
const membershipCheckedFor = 5_000

/** Milliseconds to wait for the ITSM's keys. */
const keysTimeout = 3_000

/** Seconds by which the ITSM's clock may differ. */
const clockDifference = 30

/** The ITSM's own agents, with the tokens of the ITSM: the portal makes none of these. */
export const administrators = fp(
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
      // What the token says of roles was true when it was made; what holds stands in the ITSM's database.
      const membership = await memberships.fetch(JSON.stringify([activeTenantId, sub]))
      if (!membership?.administrator) throw apiError('NOT_AN_ADMINISTRATOR')
      administratorOf.set(request, membership.administrator)
    })
  },
  { name: 'administrators', dependencies: ['database', 'errors', 'authentication'] },
)

/** The token of a request: as a bearer token, or in the cookie that the ITSM has put it into. */
function tokenOf({ headers, cookies }: FastifyRequest, cookieName: string): string {
  const { authorization } = headers
  if (authorization === undefined) return cookies[cookieName] ?? ''
  return /^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? ''
}

/** By the keys that the ITSM publishes where they are configured, otherwise by its secret; never by both. */
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

/** Whether the keys could not be asked for: then nothing is known of the token. */
function keysAreAway(error: unknown): boolean {
  if (error instanceof joseErrors.JWKSTimeout || error instanceof joseErrors.JWKSInvalid) return true
  // The base class itself stands for an answer that is no key set; every fault of a token has a class of its own.
  return !(error instanceof joseErrors.JOSEError) || error.code === 'ERR_JOSE_GENERIC'
}
