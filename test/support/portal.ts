import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import type { Test } from 'tap'
import { buildApp } from '../../src/app.ts'
import { readServiceSettings } from '../../src/config/read-settings.ts'
import type { Dialect, OpenDatabase } from '../../src/database/connection.ts'
import { demoLogin, demoPassword } from '../../src/demo/people.ts'
import { withSecret } from '../../src/demo/secret.ts'
import { createTestItsm, open, type TestItsm, type TestItsmOptions } from './databases.ts'

/** The secret that the tests sign with. */
export const testSecret = 'a secret of the tests with enough bytes'

/** The secret that the ITSM signs the tokens of its agents with. */
export const itsmSecret = 'the secret of the ITSM, for its agents'

/** The API's prefix. */
export const api = '/api/v1/portal'

/** The prefix of its administration. */
export const adminApi = '/api/v1/portal-admin'

/** A running portal on an ITSM of its own. */
export interface TestPortal {
  app: FastifyInstance
  itsm: TestItsm
  /** Every line that was logged. */
  log: string[]
  /** The settings it runs with. */
  environment: Record<string, string>
  /** Turns the clock of the portal. */
  setNow(now: Date): void
  /** Signs in, by default as the first demo user. @returns the token */
  signIn(email?: string, tenantSlug?: string, password?: string): Promise<string>
  /** Sends a request, with a token where one is given. */
  request(token: string | null, options: InjectOptions): Promise<LightMyRequestResponse>
}

export interface TestPortalOptions extends TestItsmOptions {
  environment?: Record<string, string>
  /** Milliseconds between two looks into the outbox of mails. */
  mailInterval?: number
  /** Milliseconds. Refused sign-ins are answered at multiples of this time; by default soon, since most tests only wait. */
  refusalInterval?: number
}

/** Starts a portal for a test on a database of its own; the end of the test stops both. */
export async function startPortal(t: Test, dialect: Dialect, options: TestPortalOptions = {}): Promise<TestPortal> {
  const { environment, mailInterval, refusalInterval, ...itsmOptions } = options
  return startPortalOn(t, await createTestItsm(dialect, itsmOptions), { environment, mailInterval, refusalInterval })
}

/** How a portal on an ITSM that is there already may differ. */
export interface PortalOnItsmOptions {
  environment?: Record<string, string> | undefined
  mailInterval?: number | undefined
  refusalInterval?: number | undefined
  /** Through which it asks the ITSM, instead of connections of its own. */
  database?: OpenDatabase
  /** Milliseconds for which a look at the ITSM holds. */
  itsmCheckedFor?: number
}

/** Starts a portal for a test on an ITSM that is there already; the end of the test stops both. */
export async function startPortalOn(t: Test, itsm: TestItsm, options: PortalOnItsmOptions = {}): Promise<TestPortal> {
  const { dialect } = itsm
  const environment = { ...testEnvironment, DATABASE_URL: itsm.url, ...options.environment }
  const config = withSecret(readServiceSettings(environment))
  const log: string[] = []
  let now: Date | undefined
  // The embedded database lives in its one connection.
  const database = options.database ?? (dialect === 'sqlite' ? itsm.admin : open(itsm.url))
  const app = await buildApp({
    config,
    database,
    now: () => now ?? new Date(),
    refusalInterval: options.refusalInterval ?? 20,
    ...(options.mailInterval === undefined ? {} : { mailInterval: options.mailInterval }),
    ...(options.itsmCheckedFor === undefined ? {} : { itsmCheckedFor: options.itsmCheckedFor }),
    logStream: { write: (line) => log.push(line) },
  }).catch(async (error) => {
    // Connections that stay open would keep the test running.
    await database.kysely.destroy()
    throw error
  })
  t.teardown(async () => {
    await app.close()
    if (dialect === 'mysql') await itsm.drop()
  })

  const portal: TestPortal = {
    app,
    itsm,
    log,
    environment,
    setNow: (time) => {
      now = time
    },
    signIn: async (email = demoLogin.email, tenantSlug = demoLogin.tenantSlug, password = demoPassword) => {
      const answer = await portal.request(null, {
        method: 'POST',
        url: `${api}/auth/login`,
        payload: { tenantSlug, email, password },
      })
      if (answer.statusCode !== 200) throw new Error(`sign-in failed: ${answer.body}`)
      return answer.json().data.token
    },
    request: async (token, request) =>
      app.inject({
        ...request,
        headers: { ...request.headers, ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
      }),
  }
  return portal
}

/** Cheap hashes, and limits that a test does not meet by accident. */
export const testEnvironment = {
  JWT_SECRET: testSecret,
  ARGON2_MEMORY_KIB: '8192',
  ARGON2_ITERATIONS: '1',
  RATE_LIMIT_PER_MINUTE: '100000',
  LOGIN_LIMIT_PER_ADDRESS: '100000',
  LOGIN_LIMIT_PER_ACCOUNT: '100000',
  SIGN_IN_FAILURES_BEFORE_DELAY: '100000',
  // A busy machine is no reason for a test to fail.
  SHED_LOAD_AFTER_MS: '0',
  METRICS_TOKEN: 'metrics token of the tests',
  PORTAL_ADMIN: 'true',
  PUBLIC_URL: 'https://desk.example.com',
  ITSM_JWT_SECRET: itsmSecret,
  LOG_LEVEL: 'trace',
}
