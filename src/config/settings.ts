import { availableParallelism } from 'node:os'
import { type Static, Type } from 'typebox'

/** Every setting: its default, its check and its purpose. `.env.example` and docs/settings.md list the same settings. */
export const settings = Type.Object({
  HOST: Type.String({ default: '127.0.0.1', description: 'The address to listen on.' }),
  PORT: Type.Integer({
    default: 3000,
    minimum: 0,
    maximum: 65535,
    description: 'The port to listen on. 0 selects a free port.',
  }),
  DATABASE_URL: Type.String({
    default: 'sqlite:.data/portal.db',
    description:
      'The database of the ITSM: mysql://user:password@host:3306/database. Without it, the portal uses an embedded demo ITSM.',
  }),
  DATABASE_POOL_SIZE: Type.Integer({
    default: 10,
    minimum: 1,
    maximum: 200,
    description: 'The largest number of connections to the database.',
  }),
  DATABASE_TIMEOUT_MS: Type.Integer({
    default: 10000,
    minimum: 100,
    maximum: 120000,
    description: 'The timeout of a query, in milliseconds.',
  }),
  DATABASE_TLS: Type.Enum(['off', 'verify'], {
    default: 'off',
    description: 'verify encrypts the connection and checks the certificate of the server.',
  }),
  DATABASE_TLS_CA: Type.Optional(
    Type.String({ description: 'Trusted certificate authorities as PEM, instead of those of the system.' }),
  ),
  ITSM_AUTHOR_MIRROR: Type.Enum(['auto', 'always', 'never'], {
    default: 'auto',
    description:
      'Whether portal users get an author mirror in the table users before they write. auto follows the foreign keys of the ITSM.',
  }),
  JWT_SECRET: Type.Optional(
    Type.String({
      description:
        'The secret that signs the tokens, at least 32 bytes. It must differ from the secret of the ITSM. Required with a MySQL database.',
    }),
  ),
  JWT_PREVIOUS_SECRETS: Type.Array(Type.String(), {
    default: [],
    description: 'Former secrets, separated by commas. Their tokens work until they expire.',
  }),
  JWT_ISSUER: Type.String({ default: 'customer-portal', minLength: 1, description: 'The iss claim of the tokens.' }),
  JWT_AUDIENCE: Type.String({ default: 'customer-portal', minLength: 1, description: 'The aud claim of the tokens.' }),
  TOKEN_LIFETIME_MINUTES: Type.Integer({
    default: 480,
    minimum: 1,
    maximum: 43200,
    description: 'The lifetime of a session, in minutes.',
  }),
  ITSM_JWT_SECRET: Type.Optional(
    Type.String({
      description:
        'The secret of the ITSM’s own tokens (HS256), if it is known. The portal verifies the tokens of administrators with it, and refuses to use it as JWT_SECRET.',
    }),
  ),
  PORTAL_ADMIN: Type.Boolean({
    default: false,
    description:
      'Whether an agent of the ITSM with the role admin or manager in an organisation can administer its portal users under /portal/admin. Needs PUBLIC_URL, and ITSM_JWT_SECRET or ITSM_JWKS_URL.',
  }),
  ITSM_JWKS_URL: Type.Optional(
    Type.String({
      description:
        'The address of the public keys (JWKS) for the ITSM’s tokens. If it is set, administrators are verified by it instead of ITSM_JWT_SECRET.',
    }),
  ),
  ITSM_JWT_ISSUER: Type.Optional(
    Type.String({
      minLength: 1,
      description: 'The iss claim that the ITSM’s tokens must have. Not checked by default.',
    }),
  ),
  ITSM_JWT_AUDIENCE: Type.Optional(
    Type.String({
      minLength: 1,
      description: 'The aud claim that the ITSM’s tokens must have. Not checked by default.',
    }),
  ),
  ITSM_TOKEN_COOKIE: Type.String({
    default: 'opsweave_token',
    pattern: '^[\\w.-]+$',
    description: 'The cookie in which the ITSM keeps the token of a signed-in agent.',
  }),
  PUBLIC_URL: Type.Optional(
    Type.String({
      description:
        'The public address of the portal, such as https://desk.example.com. Links in mails begin with it, and identity providers redirect to it.',
    }),
  ),
  SMTP_URL: Type.Optional(
    Type.String({
      description:
        'The mail server: smtp://user:password@host:587, or smtps:// for implicit TLS. Needs PUBLIC_URL and MAIL_FROM.',
    }),
  ),
  MAIL_FROM: Type.Optional(
    Type.String({ minLength: 3, description: 'The sender of mails, such as Service Desk <desk@example.com>.' }),
  ),
  MAIL_LANGUAGE: Type.Enum(['de', 'en'], {
    default: 'en',
    description: 'The language of mails to users whose language is unknown.',
  }),
  INVITATION_LIFETIME_HOURS: Type.Integer({
    default: 168,
    minimum: 1,
    maximum: 2160,
    description: 'The lifetime of an invitation link, in hours.',
  }),
  PASSWORD_RESET_LIFETIME_MINUTES: Type.Integer({
    default: 60,
    minimum: 5,
    maximum: 1440,
    description: 'The lifetime of a password reset link, in minutes.',
  }),
  TRUSTED_PROXIES: Type.Array(Type.String(), {
    default: [],
    description:
      'Addresses or networks of the reverse proxies, separated by commas. X-Forwarded-For is trusted only from them.',
  }),
  CORS_ORIGINS: Type.Array(Type.String(), {
    default: [],
    description: 'Origins of other front ends that may call the API from a browser, separated by commas.',
  }),
  REDIS_URL: Type.Optional(
    Type.String({ description: 'The Redis server that shares the rate limits between replicas.' }),
  ),
  RATE_LIMIT_PER_MINUTE: Type.Integer({
    default: 1200,
    minimum: 1,
    description: 'The largest number of requests per minute from one client address.',
  }),
  LOGIN_LIMIT_PER_ADDRESS: Type.Integer({
    default: 60,
    minimum: 1,
    description: 'The largest number of sign-in attempts per 15 minutes from one client address.',
  }),
  LOGIN_LIMIT_PER_ACCOUNT: Type.Integer({
    default: 20,
    minimum: 1,
    description:
      'The largest number of sign-in attempts per 15 minutes for one account. Attempts from an address where the user has signed in before are counted separately.',
  }),
  SIGN_IN_FAILURES_BEFORE_DELAY: Type.Integer({
    default: 5,
    minimum: 1,
    description:
      'Failed sign-ins of one account, over all replicas, before further attempts are delayed. The delay begins at 10 seconds and doubles up to 15 minutes.',
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
      'The largest number of password hashes computed at once. By default, the number of processors less one, at most 4.',
  }),
  API_DOCS: Type.Boolean({
    default: true,
    description: 'Whether the interactive API documentation is served under /docs.',
  }),
  METRICS_TOKEN: Type.Optional(
    Type.String({ minLength: 16, description: 'The bearer token for /metrics. Without it, there are no metrics.' }),
  ),
  LOG_LEVEL: Type.Enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
    default: 'info',
    description: 'The lowest level that is logged.',
  }),
  SHED_LOAD_AFTER_MS: Type.Integer({
    default: 1500,
    minimum: 0,
    description:
      'Requests are answered with 503 while the event loop is delayed by more than this, in milliseconds. 0 turns this off.',
  }),
  SHUTDOWN_DELAY_MS: Type.Integer({
    default: 3000,
    minimum: 0,
    maximum: 60000,
    description:
      'How long requests are still accepted after SIGTERM, in milliseconds. Readiness already answers 503, so that the proxy stops sending requests.',
  }),
})

export type Settings = Static<typeof settings>

/** The settings of the service, where JWT_SECRET is always set. */
export interface Config extends Settings {
  JWT_SECRET: string
}

/** Whether the URL names the embedded database. */
export function isEmbedded(databaseUrl: string | undefined): boolean {
  return databaseUrl === undefined || databaseUrl.startsWith('sqlite:')
}
