import { createHmac, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname } from 'node:path'
import envSchema from 'env-schema'
import { type Static, Type } from 'typebox'
import { checkAddresses } from './config-addresses.ts'

/** Every setting: its default, its check and what it is for. `.env.example` and the README list the same. */
export const settings = Type.Object({
  HOST: Type.String({ default: '127.0.0.1', description: 'The address to listen on.' }),
  PORT: Type.Integer({
    default: 3000,
    minimum: 0,
    maximum: 65535,
    description: 'The port to listen on; 0 takes a free one.',
  }),
  DATABASE_URL: Type.String({
    default: 'sqlite:.data/portal.db',
    description:
      'The database of the ITSM: mysql://user:password@host:3306/database. Without it, an embedded demo ITSM.',
  }),
  DATABASE_POOL_SIZE: Type.Integer({
    default: 10,
    minimum: 1,
    maximum: 200,
    description: 'Connections to the database at the most.',
  }),
  DATABASE_TIMEOUT_MS: Type.Integer({
    default: 10000,
    minimum: 100,
    maximum: 120000,
    description: 'Milliseconds after which a query has failed.',
  }),
  DATABASE_TLS: Type.Enum(['off', 'verify'], {
    default: 'off',
    description: 'verify: encrypt, and check the certificate of the server.',
  }),
  DATABASE_TLS_CA: Type.Optional(
    Type.String({ description: 'The certificate authorities to trust instead of the system’s, as PEM.' }),
  ),
  ITSM_AUTHOR_MIRROR: Type.Enum(['auto', 'always', 'never'], {
    default: 'auto',
    description:
      'Whether portal users are mirrored into users before they write; auto follows the foreign keys of the ITSM.',
  }),
  JWT_SECRET: Type.Optional(
    Type.String({
      description:
        'Signs the tokens: at least 32 bytes, the portal’s own, never the ITSM’s. Required with a MySQL database.',
    }),
  ),
  JWT_PREVIOUS_SECRETS: Type.Array(Type.String(), {
    default: [],
    description: 'Former secrets, separated by commas: their tokens go on working until they run out.',
  }),
  JWT_ISSUER: Type.String({ default: 'customer-portal', minLength: 1, description: 'The iss claim of the tokens.' }),
  JWT_AUDIENCE: Type.String({ default: 'customer-portal', minLength: 1, description: 'The aud claim of the tokens.' }),
  TOKEN_LIFETIME_MINUTES: Type.Integer({
    default: 480,
    minimum: 1,
    maximum: 43200,
    description: 'How long a sign-in lasts.',
  }),
  ITSM_JWT_SECRET: Type.Optional(
    Type.String({
      description:
        'The secret of the ITSM’s own tokens (HS256), where it is known: the portal refuses to use the same, and checks the tokens of administrators with it.',
    }),
  ),
  PORTAL_ADMIN: Type.Boolean({
    default: false,
    description:
      'Whether agents of the ITSM who are admin or manager of an organisation administer its portal users, under /portal/admin. Needs PUBLIC_URL, and ITSM_JWT_SECRET or ITSM_JWKS_URL.',
  }),
  ITSM_JWKS_URL: Type.Optional(
    Type.String({
      description: 'Where the ITSM publishes the keys of its tokens, instead of ITSM_JWT_SECRET for administrators.',
    }),
  ),
  ITSM_JWT_ISSUER: Type.Optional(
    Type.String({ minLength: 1, description: 'The iss claim that the ITSM’s tokens must have, where they have one.' }),
  ),
  ITSM_JWT_AUDIENCE: Type.Optional(
    Type.String({ minLength: 1, description: 'The aud claim that the ITSM’s tokens must have, where they have one.' }),
  ),
  ITSM_TOKEN_COOKIE: Type.String({
    default: 'opsweave_token',
    pattern: '^[\\w.-]+$',
    description: 'The cookie in which the ITSM keeps the token of an agent who is signed in.',
  }),
  PUBLIC_URL: Type.Optional(
    Type.String({
      description:
        'Where people reach the portal, such as https://desk.example.com: what the links in mails begin with, and where identity providers send people back to.',
    }),
  ),
  SMTP_URL: Type.Optional(
    Type.String({
      description:
        'The mail server: smtp://user:password@host:587, or smtps:// for TLS from the start. Needs PUBLIC_URL and MAIL_FROM.',
    }),
  ),
  MAIL_FROM: Type.Optional(
    Type.String({ minLength: 3, description: 'The sender of mails, such as Service Desk <desk@example.com>.' }),
  ),
  MAIL_LANGUAGE: Type.Enum(['de', 'en'], {
    default: 'en',
    description: 'The language of mails to people whose language is not known yet.',
  }),
  INVITATION_LIFETIME_HOURS: Type.Integer({
    default: 168,
    minimum: 1,
    maximum: 2160,
    description: 'How long the link of an invitation works.',
  }),
  PASSWORD_RESET_LIFETIME_MINUTES: Type.Integer({
    default: 60,
    minimum: 5,
    maximum: 1440,
    description: 'How long the link for a forgotten password works.',
  }),
  TRUSTED_PROXIES: Type.Array(Type.String(), {
    default: [],
    description:
      'Addresses or networks of the reverse proxies, separated by commas. Only they may name the client (X-Forwarded-For).',
  }),
  CORS_ORIGINS: Type.Array(Type.String(), {
    default: [],
    description: 'Origins of other front ends that may call the API, separated by commas.',
  }),
  REDIS_URL: Type.Optional(Type.String({ description: 'Shares the rate limits between replicas.' })),
  RATE_LIMIT_PER_MINUTE: Type.Integer({
    default: 1200,
    minimum: 1,
    description: 'Requests a minute from one client address.',
  }),
  LOGIN_LIMIT_PER_ADDRESS: Type.Integer({
    default: 60,
    minimum: 1,
    description: 'Sign-in tries in 15 minutes from one client address.',
  }),
  LOGIN_LIMIT_PER_ACCOUNT: Type.Integer({
    default: 20,
    minimum: 1,
    description:
      'Sign-in tries in 15 minutes for one account, from wherever; from an address of earlier sign-ins on their own.',
  }),
  SIGN_IN_FAILURES_BEFORE_DELAY: Type.Integer({
    default: 5,
    minimum: 1,
    description:
      'Failed sign-ins of one account, over all replicas, before further tries are delayed (10 s, doubled up to 15 min).',
  }),
  ARGON2_MEMORY_KIB: Type.Integer({
    default: 19456,
    minimum: 8192,
    maximum: 1048576,
    description: 'Memory of a password hash (OWASP: 19456).',
  }),
  ARGON2_ITERATIONS: Type.Integer({
    default: 2,
    minimum: 1,
    maximum: 20,
    description: 'Iterations of a password hash (OWASP: 2).',
  }),
  ARGON2_PARALLELISM: Type.Integer({
    default: 1,
    minimum: 1,
    maximum: 16,
    description: 'Lanes of a password hash (OWASP: 1).',
  }),
  PASSWORD_HASH_CONCURRENCY: Type.Integer({
    default: Math.max(1, Math.min(4, availableParallelism() - 1)),
    minimum: 1,
    maximum: 64,
    description:
      'Password hashes computed at once; the default leaves one processor to the rest, and is 4 at the most.',
  }),
  API_DOCS: Type.Boolean({
    default: true,
    description: 'Whether interactive API documentation is served under /docs.',
  }),
  METRICS_TOKEN: Type.Optional(
    Type.String({ minLength: 16, description: 'The bearer token for /metrics; without it there are no metrics.' }),
  ),
  LOG_LEVEL: Type.Enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
    default: 'info',
    description: 'What is logged.',
  }),
  SHED_LOAD_AFTER_MS: Type.Integer({
    default: 1500,
    minimum: 0,
    description: 'Requests get 503 while the event loop lags behind by this many milliseconds; 0 never.',
  }),
  SHUTDOWN_DELAY_MS: Type.Integer({
    default: 3000,
    minimum: 0,
    maximum: 60000,
    description:
      'How long requests are still taken after SIGTERM, while readiness already says no, so that the proxy moves on.',
  }),
})

export type Settings = Static<typeof settings>

/** The settings, checked, with the token secret that is always there. */
export interface Config extends Settings {
  JWT_SECRET: string
}

/** Says everything that is wrong with the settings at once. */
export class ConfigError extends Error {
  constructor(problems: string[]) {
    super(`The configuration is not valid:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`)
  }
}

/**
 * Reads the settings from the environment. Each can also come from a file: `JWT_SECRET_FILE` names a file whose
 * content (without the line break at its end) is the secret.
 *
 * @throws ConfigError with everything that is wrong
 */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const checked = readSettings(environment, (settings) => [
    ...checkSecrets(settings),
    ...checkMail(settings),
    ...checkAdministration(settings),
  ])
  return { ...checked, JWT_SECRET: checked.JWT_SECRET ?? embeddedSecret(checked.DATABASE_URL) }
}

/**
 * Reads the settings without those that only the service needs, for the commands.
 *
 * @throws ConfigError with everything that is wrong
 */
export function readSettings(
  environment: NodeJS.ProcessEnv,
  furtherCheck: (settings: Settings) => string[] = () => [],
): Settings {
  const problems: string[] = []
  const checked = check(readValues(environment, problems), problems)
  problems.push(...checkAddresses(checked), ...furtherCheck(checked))
  if (problems.length > 0) throw new ConfigError(problems)
  return checked
}

function readValues(environment: NodeJS.ProcessEnv, problems: string[]): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const [name, schema] of Object.entries(settings.properties)) {
    const direct = environment[name]
    const file = environment[`${name}_FILE`]
    if (direct !== undefined && direct !== '' && file)
      problems.push(`${name} and ${name}_FILE are both set; set one of them`)
    const text = file ? readSecretFile(name, file, problems) : direct
    if (text === undefined || text === '') continue
    values[name] = Type.IsArray(schema)
      ? text
          .split(',')
          .map((part) => part.trim())
          .filter(Boolean)
      : text
  }
  return values
}

function readSecretFile(name: string, path: string, problems: string[]): string | undefined {
  try {
    return readFileSync(path, 'utf8').replace(/\r?\n$/, '')
  } catch (error) {
    problems.push(`${name}_FILE cannot be read: ${error instanceof Error ? error.message : error}`)
    return undefined
  }
}

interface SchemaError {
  instancePath: string
  message?: string
  params?: { allowedValues?: unknown[] }
}

function check(values: Record<string, unknown>, problems: string[]): Settings {
  try {
    return envSchema<Settings>({ schema: settings, data: values, env: false })
  } catch (error) {
    const errors = error instanceof Error && 'errors' in error ? (error.errors as SchemaError[]) : undefined
    if (!errors) throw error
    for (const { instancePath, message, params } of errors)
      problems.push(
        `${instancePath.slice(1)} ${message === 'must be boolean' ? 'must be true or false' : message}${params?.allowedValues ? `: ${params.allowedValues.join(', ')}` : ''}`,
      )
    return values as Settings
  }
}

function checkSecrets({ JWT_SECRET, JWT_PREVIOUS_SECRETS, ITSM_JWT_SECRET, DATABASE_URL }: Settings): string[] {
  const problems: string[] = []
  const secrets = [...(JWT_SECRET === undefined ? [] : [JWT_SECRET]), ...(JWT_PREVIOUS_SECRETS ?? [])]
  if (JWT_SECRET === undefined && !isEmbedded(DATABASE_URL))
    problems.push('JWT_SECRET must be set (at least 32 bytes; for example from: openssl rand -base64 48)')
  if (secrets.some((secret) => Buffer.byteLength(secret) < 32))
    problems.push('JWT_SECRET and JWT_PREVIOUS_SECRETS must have at least 32 bytes each')
  if (ITSM_JWT_SECRET !== undefined && secrets.includes(ITSM_JWT_SECRET))
    problems.push(
      'JWT_SECRET must differ from ITSM_JWT_SECRET: with the same, the ITSM might take our tokens for its own',
    )
  return problems
}

function checkMail({ SMTP_URL, MAIL_FROM, PUBLIC_URL }: Settings): string[] {
  if (SMTP_URL === undefined) return []
  return Object.entries({ MAIL_FROM, PUBLIC_URL }).flatMap(([name, value]) =>
    value === undefined ? [`SMTP_URL needs ${name}`] : [],
  )
}

function checkAdministration({ PORTAL_ADMIN, PUBLIC_URL, ITSM_JWT_SECRET, ITSM_JWKS_URL }: Settings): string[] {
  if (!PORTAL_ADMIN) return []
  const problems = PUBLIC_URL === undefined ? ['PORTAL_ADMIN needs PUBLIC_URL'] : []
  if (ITSM_JWT_SECRET === undefined && ITSM_JWKS_URL === undefined)
    problems.push('PORTAL_ADMIN needs ITSM_JWT_SECRET or ITSM_JWKS_URL')
  return problems
}

/** Whether the URL names the embedded database. */
export function isEmbedded(databaseUrl: string | undefined): boolean {
  return databaseUrl === undefined || databaseUrl.startsWith('sqlite:')
}

/** The secret of the service: the one that is set, or that of the embedded database; undefined where there is neither. */
export function secretOf({ JWT_SECRET, DATABASE_URL }: Settings): string | undefined {
  return JWT_SECRET ?? (isEmbedded(DATABASE_URL) ? embeddedSecret(DATABASE_URL) : undefined)
}

/** The embedded database comes with a secret of its own, made at the first start and kept beside the database. */
function embeddedSecret(databaseUrl: string): string {
  const path = databaseUrl.slice('sqlite:'.length)
  if (path === ':memory:') return randomBytes(48).toString('base64')
  const file = `${path}.secret`
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    writeFileSync(file, randomBytes(48).toString('base64'), { mode: 0o600 })
  }
  return readFileSync(file, 'utf8')
}

/** Names a secret in the header of a token without giving anything of it away. */
export function keyId(secret: string): string {
  return createHmac('sha256', secret).update('customer-portal key id').digest('base64url').slice(0, 16)
}
