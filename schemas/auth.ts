import { type Static, Type } from 'typebox'
import { Closed, Id, Line, Nullable, One, Secret, Timestamp } from './fields.ts'
import { operation } from './operation.ts'

/** The largest password, in bytes of UTF-8. Longer ones are refused before any hashing (OWASP, Password Storage). */
export const maxPasswordBytes = 1024

export const Credentials = Closed({
  tenantSlug: Line({ minLength: 1, maxLength: 100 }, { description: 'The organisation ID.', examples: ['demo-org'] }),
  email: Line(
    { minLength: 3, maxLength: 254 },
    { description: 'Upper and lower case do not matter.', examples: ['portal@acme.example.com'] },
  ),
  password: Secret(
    { minLength: 1, maxLength: maxPasswordBytes },
    { description: `At most ${maxPasswordBytes} bytes of UTF-8.`, format: 'password', examples: ['changeme'] },
  ),
})

const SignInCredentials = Closed({
  ...Credentials.properties,
  code: Type.Optional(
    Type.String({
      minLength: 6,
      maxLength: 20,
      description:
        'The code of the authenticator app, or a recovery code. Needed after the error `SECOND_FACTOR_REQUIRED`.',
      examples: ['123456'],
    }),
  ),
})
export type SignInCredentials = Static<typeof SignInCredentials>

export const PortalUser = Closed(
  {
    id: Id('The portal user.'),
    email: Type.String({ examples: ['portal@acme.example.com'] }),
    displayName: Type.String({ examples: ['Mara Lindqvist'] }),
    customerId: Id('The customer (company) of the user.'),
    tenantId: Id('The tenant (organisation that runs the service desk).'),
  },
  { title: 'PortalUser' },
)

const Session = Closed(
  {
    token: Type.String({ description: 'Send it as `Authorization: Bearer …`.', examples: ['eyJhbGciOiJIUzI1NiIs…'] }),
    expiresAt: Timestamp('When the token expires.'),
    user: PortalUser,
  },
  { title: 'Session' },
)
export type Session = Static<typeof Session>

const CookieSession = Closed(
  { expiresAt: Timestamp('When the session expires.'), user: PortalUser },
  { title: 'CookieSession' },
)

const Profile = Closed(
  {
    id: Id('The portal user.'),
    email: Type.String({ examples: ['portal@acme.example.com'] }),
    displayName: Type.String({ examples: ['Mara Lindqvist'] }),
    lastLoginAt: Nullable(Timestamp('The latest sign-in.')),
    customer: Closed({
      id: Id('The customer.'),
      name: Type.String({ examples: ['ACME Manufacturing GmbH'] }),
      industry: Nullable(Type.String({ examples: ['Manufacturing'] })),
      contactEmail: Nullable(Type.String({ examples: ['it@acme.example.com'] })),
    }),
    tenant: Closed({
      name: Type.String({ examples: ['Demo Organisation'] }),
      slug: Type.String({ examples: ['demo-org'] }),
    }),
  },
  { title: 'Profile' },
)
export type Profile = Static<typeof Profile>

const tag = 'Sign-in'

export const login = operation({
  access: 'public',
  operationId: 'login',
  summary: 'Sign in',
  description:
    'Exchanges the credentials of a portal user for a token. An unknown organisation, an unknown e-mail, a wrong password and a disabled account get the same answer, in the same time.',
  tag,
  body: SignInCredentials,
  success: { status: 200, description: 'Signed in.', body: One(Session) },
  errors: ['INVALID_CREDENTIALS', 'SECOND_FACTOR_REQUIRED', 'INVALID_CODE'],
})

export const startCookieSession = operation({
  access: 'public',
  operationId: 'startCookieSession',
  summary: 'Sign in with a cookie',
  description:
    'Signs in as the built-in portal does. The token is in an HttpOnly cookie, which scripts cannot read and the browser sends. This request and every later change must come from the same origin.',
  tag,
  body: SignInCredentials,
  success: {
    status: 200,
    description: 'Signed in.',
    body: One(CookieSession),
    headers: {
      'Set-Cookie': Type.String({
        description: 'The session.',
        examples: ['__Host-customer_portal=…; HttpOnly; Secure'],
      }),
    },
  },
  changes: true,
  errors: ['INVALID_CREDENTIALS', 'SECOND_FACTOR_REQUIRED', 'INVALID_CODE'],
})

export const getSignInOptions = operation({
  access: 'public',
  operationId: 'getSignInOptions',
  summary: 'Sign-in options',
  description: 'The options that a sign-in page should show. They do not depend on any account.',
  tag,
  querystring: Closed({
    tenant: Type.Optional(
      Line(
        { minLength: 1, maxLength: 100 },
        { description: 'The organisation ID whose options are wanted.', examples: ['demo-org'] },
      ),
    ),
  }),
  success: {
    status: 200,
    description: 'The options.',
    body: One(
      Closed(
        {
          passwordReset: Type.Boolean({
            description: 'Whether a user can request a password reset by mail.',
          }),
          singleSignOn: Type.Boolean({
            description: 'Whether the organisation has an identity provider. False if the organisation does not exist.',
          }),
        },
        { title: 'SignInOptions' },
      ),
    ),
  },
})

export const logout = operation({
  access: 'portal',
  operationId: 'logout',
  summary: 'Sign out',
  description: 'Ends the session. Its token or cookie stops working within seconds.',
  tag,
  changes: true,
  success: { status: 204, description: 'Signed out.', body: Type.Null() },
})

export const getProfile = operation({
  access: 'portal',
  operationId: 'getProfile',
  summary: 'My profile',
  description: 'The signed-in portal user, with their customer and tenant.',
  tag,
  success: { status: 200, description: 'The profile.', body: One(Profile) },
})
