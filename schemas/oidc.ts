import { Type } from 'typebox'
import { Closed } from './fields.ts'
import { operation, redirection } from './operation.ts'

/**
 * Why signing in through an identity provider did not work, as the sign-in page is told. Stable, as all codes are.
 * - `SINGLE_SIGN_ON_REFUSED`: the provider knows them, but no account here is theirs; the same for every reason
 * - `SINGLE_SIGN_ON_FAILED`: the sign-in was broken off, took too long, or was not the one that this browser began
 * - `SINGLE_SIGN_ON_UNAVAILABLE`: there is no provider, or it does not answer
 * - `RATE_LIMITED`, `SERVICE_UNAVAILABLE`: as everywhere
 */
export const singleSignOnErrors = [
  'SINGLE_SIGN_ON_REFUSED',
  'SINGLE_SIGN_ON_FAILED',
  'SINGLE_SIGN_ON_UNAVAILABLE',
  'RATE_LIMITED',
  'SERVICE_UNAVAILABLE',
] as const
export type SingleSignOnError = (typeof singleSignOnErrors)[number]

const codes = singleSignOnErrors.map((code) => `\`${code}\``).join(', ')
const tag = 'Sign-in'

export const startSingleSignOn = operation({
  access: 'public',
  operationId: 'startSingleSignOn',
  summary: 'Sign in through the identity provider',
  description: `For browsers to go to: sends them on to the identity provider of the organisation (OpenID Connect, authorization code flow with PKCE). Where that is not possible, to the sign-in page with \`error\`: ${codes}.`,
  tag,
  params: Closed({
    tenantSlug: Type.String({
      minLength: 1,
      maxLength: 100,
      description: 'The organisation ID.',
      examples: ['demo-org'],
    }),
  }),
  querystring: Closed({
    returnTo: Type.Optional(
      Type.String({
        maxLength: 1000,
        pattern: '^/(?![/\\\\])[^\\\\\\u0000-\\u0020\\u007f]*$',
        description: 'The page of the portal to show afterwards.',
        examples: ['/tickets'],
      }),
    ),
  }),
  success: redirection(302, {
    location: 'The identity provider, or the sign-in page.',
    cookie: 'What the answer of the provider is held against; for ten minutes.',
  }),
})

export const finishSingleSignOn = operation({
  access: 'public',
  operationId: 'finishSingleSignOn',
  summary: 'Come back from the identity provider',
  description: `Where the identity provider sends browsers back to. Signs in with the cookie of the built-in portal and goes on to its page; where anything is not as it should be, to the sign-in page with \`error\`: ${codes}.`,
  tag,
  // Providers add fields of their own, which have to be ignored (RFC 6749, 4.1.2).
  querystring: Type.Object({
    state: Type.Optional(
      Type.String({ maxLength: 1000, description: 'What the portal had sent.', examples: ['gvIZ2J7R…'] }),
    ),
    code: Type.Optional(
      Type.String({ maxLength: 8000, description: 'The authorization code.', examples: ['SplxlOBeZQQY…'] }),
    ),
    iss: Type.Optional(
      Type.String({
        maxLength: 1000,
        description: 'The provider that answers (RFC 9207).',
        examples: ['https://login.example.com'],
      }),
    ),
    error: Type.Optional(
      Type.String({ maxLength: 1000, description: 'Why the provider refused.', examples: ['access_denied'] }),
    ),
  }),
  success: redirection(303, {
    location: 'The page of the portal, or the sign-in page.',
    cookie: 'The session.',
  }),
})
