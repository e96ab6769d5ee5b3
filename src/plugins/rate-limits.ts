import rateLimit, { normalizeIP } from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import type { Redis } from 'ioredis'
import { apiError } from '../api-error.ts'
import type { Config } from '../config/settings.ts'

const loginWindow = 15 * 60 * 1000

declare module 'fastify' {
  interface FastifyInstance {
    /**
     * Counts a sign-in attempt for its client address and, independently, for its account. The account need not exist.
     *
     * @param account the key of the account
     * @throws RATE_LIMITED with the waiting time; SERVICE_UNAVAILABLE if the shared counters cannot be reached
     */
    countLoginAttempt(request: FastifyRequest, account: string): Promise<void>
    /** The first half of countLoginAttempt, for callers that get the key of the account from the database. */
    countLoginAddress(request: FastifyRequest): Promise<void>
    /** The second half of countLoginAttempt. */
    countLoginAccount(request: FastifyRequest, account: string): Promise<void>
    /**
     * Counts a step of a sign-in through an identity provider, for its client address only. Other sites can make a browser
     * take the first step, and that must not use up attempts with a password.
     *
     * @throws as countLoginAttempt
     */
    countSingleSignOnStep(request: FastifyRequest): Promise<void>
  }
}

/** The largest number of addresses, or accounts, with a counter. The least recently used counters are dropped first. */
const cache = 50_000

/** Limits requests by client address, and sign-in attempts. The counters are shared through Redis if it is configured. */
export const rateLimits = fp(
  async (app: FastifyInstance, config: Config) => {
    const redis = config.REDIS_URL ? await connect(app, config.REDIS_URL) : undefined
    await app.register(rateLimit, {
      max: config.RATE_LIMIT_PER_MINUTE,
      timeWindow: 60_000,
      cache,
      nameSpace: 'customer-portal:',
      ...(redis ? { redis } : {}),
      // Without Redis, requests are still served, but sign-ins are not (see `counter`). An attacker must not gain unlimited
      // attempts by breaking Redis.
      skipOnError: true,
      errorResponseBuilder: (_request, context) => apiError('RATE_LIMITED', Math.ceil(context.ttl / 1000)),
    })

    const counter = (max: number, keyGenerator: (request: FastifyRequest) => string) => {
      const options = { max, timeWindow: loginWindow, skipOnError: false, keyGenerator, cache }
      const count = app.createRateLimit(options)
      return async (request: FastifyRequest) => {
        const limit = await count(request).catch((error: unknown) => {
          request.log.warn({ err: error }, 'rate limit store unavailable')
          throw apiError('SERVICE_UNAVAILABLE')
        })
        if (!limit.isAllowed && limit.isExceeded) throw apiError('RATE_LIMITED', limit.ttlInSeconds)
      }
    }
    const addressOf = (request: FastifyRequest) => normalizeIP(request.ip, 64)
    const countAddress = counter(config.LOGIN_LIMIT_PER_ADDRESS, (request) => `login-address:${addressOf(request)}`)
    const countAccount = counter(config.LOGIN_LIMIT_PER_ACCOUNT, (request) => `login-account:${accounts.get(request)}`)
    app.decorate('countLoginAddress', countAddress)
    app.decorate('countLoginAccount', async (request, account) => {
      accounts.set(request, account)
      await countAccount(request)
    })
    app.decorate('countLoginAttempt', async (request, account) => {
      await app.countLoginAddress(request)
      await app.countLoginAccount(request, account)
    })
    app.decorate(
      'countSingleSignOnStep',
      // Each sign-in takes two steps: to the provider and back.
      counter(2 * config.LOGIN_LIMIT_PER_ADDRESS, (request) => `single-sign-on:${addressOf(request)}`),
    )
  },
  { name: 'rate-limits' },
)

const accounts = new WeakMap<FastifyRequest, string>()

async function connect(app: FastifyInstance, url: string): Promise<Redis> {
  const { Redis } = await import('ioredis')
  // Without a connection, commands fail at once. The client reconnects in the background.
  const redis = new Redis(url, {
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    connectTimeout: 1000,
    commandTimeout: 1000,
  })
  redis.on('error', (error: Error) => app.log.warn({ err: error }, 'redis unavailable'))
  app.addHook('onClose', async () => redis.disconnect())
  return redis
}
