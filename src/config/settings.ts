import { availableParallelism } from 'node:os'
import { type Static, Type } from 'typebox'

/** Every setting: its default, its check and what it is for. `.env.example` and docs/settings.md list the same. */
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

/** The settings of the service, with a secret in any case. */
export interface Config extends Settings {
  JWT_SECRET: string
}

/** Whether the URL names the embedded database. */
export function isEmbedded(databaseUrl: string | undefined): boolean {
  return databaseUrl === undefined || databaseUrl.startsWith('sqlite:')
}
