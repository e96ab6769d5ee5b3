import { demoLogin } from '../../../src/demo/people.ts'
import { codeAt } from '../second-factor.ts'
import { type ExpectedOperations, type Provocation, publicOperation, type Request, to } from './operation.ts'
import { portalUserWithSecondFactor } from './preparations.ts'

const byBrowser = { headers: { 'sec-fetch-site': 'same-origin' } }
const bySession = (payload: object): Request => ({ ...to('/auth/session', payload), ...byBrowser })
const byLogin = (payload: object): Request => to('/auth/login', payload)

const requestPasswordReset = () => to('/auth/password-resets', { tenantSlug: 'demo-org', email: 'nobody@example.com' })

/** The errors of signing in. @param signIn a request with these credentials */
function signInErrors(signIn: (payload: object) => Request) {
  return {
    INVALID_CREDENTIALS: () => signIn({ ...demoLogin, password: 'wrong' }),
    SECOND_FACTOR_REQUIRED: async ({ portal }) => signIn((await portalUserWithSecondFactor(portal)).credentials),
    INVALID_CODE: async ({ portal }) => {
      const { credentials, secret } = await portalUserWithSecondFactor(portal)
      return signIn({ ...credentials, code: codeAt(secret, new Date(0)) })
    },
  } satisfies Record<string, Provocation>
}

/** Signing in, and passwords of people who are not signed in. */
export const signInOperations: ExpectedOperations = {
  login: { ...publicOperation('POST', () => byLogin(demoLogin)), errors: signInErrors(byLogin) },
  startCookieSession: {
    ...publicOperation('POST', () => bySession(demoLogin)),
    errors: {
      ...signInErrors(bySession),
      CROSS_ORIGIN_REQUEST: () => ({ ...bySession(demoLogin), headers: { 'sec-fetch-site': 'cross-site' } }),
    },
  },
  // No organisation has a provider here: both lead to the sign-in page.
  startSingleSignOn: { ...publicOperation('GET', () => to('/auth/oidc/demo-org/start')), status: 302 },
  finishSingleSignOn: { ...publicOperation('GET', () => to('/auth/oidc/callback')), status: 303 },
  getSignInOptions: publicOperation('GET', () => to('/auth/options')),
  requestPasswordReset: {
    ...publicOperation('POST', requestPasswordReset),
    status: 202,
    errors: { MAIL_NOT_CONFIGURED: requestPasswordReset },
  },
  readLink: {
    ...publicOperation('POST', ({ linkToken }) => to('/auth/password-links', { token: linkToken })),
    errors: { LINK_INVALID: () => to('/auth/password-links', { token: 'x'.repeat(43) }) },
  },
  setPasswordByLink: {
    ...publicOperation('POST', ({ linkToken }) =>
      to('/auth/password', { token: linkToken, password: 'eleven purple umbrellas' }),
    ),
    status: 204,
    errors: {
      LINK_INVALID: () => to('/auth/password', { token: 'x'.repeat(43), password: 'eleven purple umbrellas' }),
      PASSWORD_TOO_WEAK: ({ subjects }) =>
        to('/auth/password', { token: subjects.linkToken, password: 'password1234' }),
    },
  },
}
