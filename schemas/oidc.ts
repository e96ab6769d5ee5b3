import { Type } from 'typebox'
import { Closed } from './fields.ts'
import { operation, redirection } from './operation.ts'

/**
 * The codes with which single sign-on returns to the sign-in page. Codes never change their meaning.
 * - `SINGLE_SIGN_ON_REFUSED`: the provider knows the person, but they have no account here that may sign in
 * - `SINGLE_SIGN_ON_FAILED`: the sign-in was cancelled, took too long, or was started in another browser
 * - `SINGLE_SIGN_ON_UNAVAILABLE`: there is no provider, or it does not answer
 * - `RATE_LIMITED`, `SERVICE_UNAVAILABLE`: as for every operation
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
  description: `An address for browsers. It redirects to the identity provider of the organisation (OpenID Connect, authorization code flow with PKCE). If that is not possible, it redirects to the sign-in page with \`error\`: ${codes}.`,
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
    cookie: 'The state of the sign-in, encrypted. It expires after ten minutes.',
  }),
})

export const finishSingleSignOn = operation({
  access: 'public',
  operationId: 'finishSingleSignOn',
  summary: 'Come back from the identity provider',
  description: `The redirect URI of the identity provider. It sets the session cookie of the built-in portal and redirects to the page. If the sign-in fails, it redirects to the sign-in page with \`error\`: ${codes}.`,
  tag,
  // Providers add fields of their own, which have to be ignored (RFC 6749, 4.1.2).
  querystring: Type.Object({
    state: Type.Optional(
      Type.String({ maxLength: 1000, description: 'The `state` that the portal sent.', examples: ['gvIZ2J7R…'] }),
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
