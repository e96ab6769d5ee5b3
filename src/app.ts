import { randomUUID } from 'node:crypto'
import underPressure from '@fastify/under-pressure'
import Fastify, { type FastifyHttpOptions, type FastifyInstance, LogController, type RawServerDefault } from 'fastify'
import { apiError } from './api-error.ts'
import { authentication } from './auth/authentication.ts'
import { passwordLinkRoutes, passwordRoutes } from './auth/password-routes.ts'
import { sessionRoutes, signInRoutes } from './auth/routes.ts'
import { secondFactorRoutes } from './auth/second-factor-routes.ts'
import { securityRoutes } from './auth/security-routes.ts'
import { createAuthServices } from './auth/services.ts'
import type { Config } from './config/settings.ts'
import type { OpenDatabase } from './database/connection.ts'
import { createEncryption } from './encryption/encryption.ts'
import { keyRotation } from './encryption/plugin.ts'
import { knowledgeBaseRoutes } from './knowledge-base/routes.ts'
import { mail } from './mail/plugin.ts'
import { markdownRoutes } from './markdown/routes.ts'
import { access, openScope } from './plugins/access.ts'
import { database as databasePlugin } from './plugins/database.ts'
import { draining } from './plugins/draining.ts'
import { errors } from './plugins/errors.ts'
import { healthRoutes } from './plugins/health.ts'
import { loggedError } from './plugins/logged-error.ts'
import { metrics } from './plugins/metrics.ts'
import { apiDocs, openapi, openapiRoutes } from './plugins/openapi.ts'
import { answerBrokenRequest, answerFrameworkError, protocolErrors } from './plugins/protocol-errors.ts'
import { rateLimits } from './plugins/rate-limits.ts'
import { requestLog } from './plugins/request-log.ts'
import { securityHeaders } from './plugins/security-headers.ts'
import { serialization } from './plugins/serialization.ts'
import { validation } from './plugins/validation.ts'
import { webPortal } from './plugins/web-portal.ts'
import { administratorAuthentication } from './portal-users/administrator-authentication.ts'
import { portalUserRoutes } from './portal-users/routes.ts'
import { singleSignOnRoutes } from './single-sign-on/routes.ts'
import { ticketRoutes } from './tickets/routes.ts'

export interface AppOptions {
  config: Config
  database: OpenDatabase
  /** The clock; tests turn it. */
  now?: () => Date
  /** Where the log goes instead of standard output. */
  logStream?: { write(line: string): void }
  /** Milliseconds between two looks into the outbox of mails. */
  mailInterval?: number
  /** Milliseconds for which a look at the ITSM's layout holds, before readiness looks again. */
  itsmCheckedFor?: number
  /** Milliseconds. Refused sign-ins are answered at multiples of this time. */
  refusalInterval?: number
}

const apiPrefix = '/api/v1/portal'
const administrationPrefix = '/api/v1/portal-admin'

/**
 * The application: plugins in order, then the features in the scope of those who may call them.
 *
 * @throws DatabaseDoesNotFit when the database is there but lacks something that the portal needs
 */
export async function buildApp({
  config,
  database,
  now = () => new Date(),
  logStream,
  mailInterval = 10_000,
  itsmCheckedFor = 30_000,
  refusalInterval = 500,
}: AppOptions): Promise<FastifyInstance> {
  const app = Fastify(serverOptions(config, logStream))

  await app.register(requestLog)
  await app.register(draining)
  await app.register(securityHeaders, config)
  await app.register(rateLimits, config)
  await app.register(errors)
  await app.register(protocolErrors)
  await app.register(underPressure, {
    maxEventLoopDelay: config.SHED_LOAD_AFTER_MS,
    pressureHandler: (request) => {
      if (!request.url.startsWith('/health/')) throw apiError('SERVICE_UNAVAILABLE')
    },
  })
  await app.register(validation)
  await app.register(serialization)
  await app.register(openapi)
  await app.register(access)
  await app.register(databasePlugin, { config, database, checkedFor: itsmCheckedFor })
  await app.register(authentication, config)
  const encryption = createEncryption(config)
  await app.register(keyRotation, { encryption })
  await app.register(mail, { config, encryption, now, interval: mailInterval })
  const { mail: mailer, forgetSessions } = app
  const auth = await createAuthServices({ config, encryption, mail: mailer, forgetSessions, now, refusalInterval })
  await app.register(metrics, config)

  await app.register(async (anybody) => {
    openScope(anybody, 'public')
    await anybody.register(healthRoutes)
    await anybody.register(openapiRoutes)
    await anybody.register(signInRoutes, { prefix: apiPrefix, ...auth })
    await anybody.register(passwordLinkRoutes, { prefix: apiPrefix, ...auth })
    await anybody.register(singleSignOnRoutes, { prefix: apiPrefix, ...auth })
  })
  await app.register(async (portal) => {
    openScope(portal, 'portal')
    // After the rate limit, which is part of each route's onRequest: who has no token is counted too.
    portal.addHook('preParsing', portal.authenticate)
    await portal.register(sessionRoutes, { prefix: apiPrefix, ...auth })
    await portal.register(passwordRoutes, { prefix: apiPrefix, ...auth })
    await portal.register(securityRoutes, { prefix: apiPrefix, ...auth })
    await portal.register(secondFactorRoutes, { prefix: apiPrefix, ...auth })
    await portal.register(ticketRoutes, { prefix: apiPrefix, now })
    await portal.register(knowledgeBaseRoutes, { prefix: apiPrefix })
    await portal.register(markdownRoutes, { prefix: apiPrefix })
  })
  if (config.PORTAL_ADMIN)
    await app.register(async (administration) => {
      openScope(administration, 'administrator')
      await administration.register(administratorAuthentication, config)
      administration.addHook('preParsing', administration.authenticateAdministrator)
      await administration.register(portalUserRoutes, { prefix: administrationPrefix, ...auth })
    })
  await app.register(webPortal)
  if (config.API_DOCS) await app.register(apiDocs)

  await app.ready()
  return app
}

function serverOptions(config: Config, logStream: AppOptions['logStream']): FastifyHttpOptions<RawServerDefault> {
  return {
    logger: { level: config.LOG_LEVEL, serializers: { err: loggedError }, ...(logStream ? { stream: logStream } : {}) },
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: requestId,
    trustProxy: config.TRUSTED_PROXIES.length > 0 ? config.TRUSTED_PROXIES : false,
    // Routes with longer texts, and the import, state a limit of their own.
    bodyLimit: 128 * 1024,
    // Whoever sends a request slower than this holds a connection on purpose.
    requestTimeout: 30_000,
    // A request without a Host header is refused by protocol-errors.ts, in the form of every error.
    http: { connectionsCheckingInterval: 5_000, requireHostHeader: false },
    handlerTimeout: config.DATABASE_TIMEOUT_MS + 5_000,
    // An id of any length is an id; one that is too long is simply not found.
    routerOptions: { maxParamLength: 16_384 },
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    clientErrorHandler: answerBrokenRequest,
    frameworkErrors: answerFrameworkError,
  }
}

/** The proxy's id of a request, where it is one; so its log and ours can be read together. */
function requestId({ headers }: { headers: NodeJS.Dict<string | string[]> }): string {
  const given = headers['x-request-id']
  return typeof given === 'string' && /^[\w.-]{8,64}$/.test(given) ? given : randomUUID()
}
