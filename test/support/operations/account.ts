import { demoPassword } from '../../../src/demo/people.ts'
import { codeAt } from '../second-factor.ts'
import { aboutNobody, type ExpectedOperations, ownRows, to } from './operation.ts'
import { confirmSecondFactor } from './preparations.ts'

const confirmation = (code: string) => to('/auth/second-factor/confirmation', { code })

/** Profile, password, sessions and second factor of the signed-in user. Signing out comes last. */
export const accountOperations: ExpectedOperations = {
  getProfile: ownRows('GET', () => to('/auth/me')),
  listSessions: ownRows('GET', () => to('/auth/sessions')),
  endSession: {
    ...ownRows('DELETE', ({ sessionId }) => to(`/auth/sessions/${sessionId}`)),
    status: 204,
    otherCustomer: 'SESSION_NOT_FOUND',
    otherTenant: 'SESSION_NOT_FOUND',
    errors: { SESSION_NOT_FOUND: () => to('/auth/sessions/none') },
  },
  endOtherSessions: { ...aboutNobody('DELETE', () => to('/auth/sessions')), status: 204 },
  listSecurityEvents: ownRows('GET', () => to('/auth/security-log')),
  getSecondFactor: ownRows('GET', () => to('/auth/second-factor')),
  confirmSecondFactor: {
    ...ownRows('POST', ({ secondFactorSecret }) => confirmation(codeAt(secondFactorSecret, new Date()))),
    // They have started nothing.
    otherCustomer: 'SECOND_FACTOR_STATE',
    otherTenant: 'SECOND_FACTOR_STATE',
    errors: {
      INVALID_CODE: ({ subjects }) => confirmation(codeAt(subjects.secondFactorSecret, new Date(0))),
      SECOND_FACTOR_STATE: async (given) => {
        await confirmSecondFactor(given.portal, given.token, given.subjects.secondFactorSecret)
        return confirmation('123456')
      },
    },
  },
  disableSecondFactor: {
    ...aboutNobody('POST', () => to('/auth/second-factor/removal', { password: demoPassword })),
    status: 204,
    errors: { WRONG_PASSWORD: () => to('/auth/second-factor/removal', { password: 'not theirs' }) },
  },
  startSecondFactor: {
    ...ownRows('POST', () => to('/auth/second-factor', { password: demoPassword })),
    errors: {
      WRONG_PASSWORD: () => to('/auth/second-factor', { password: 'not theirs' }),
      SECOND_FACTOR_STATE: async (given) => {
        await confirmSecondFactor(given.portal, given.token, given.subjects.secondFactorSecret)
        return to('/auth/second-factor', { password: demoPassword })
      },
    },
  },
  changePassword: {
    ...aboutNobody('POST', () => to('/auth/me/password', passwords())),
    status: 204,
    errors: {
      WRONG_PASSWORD: () => to('/auth/me/password', passwords({ currentPassword: 'not theirs' })),
      PASSWORD_TOO_WEAK: () => to('/auth/me/password', passwords({ newPassword: 'password1234' })),
    },
  },
  logout: { ...aboutNobody('POST', () => to('/auth/logout')), status: 204 },
}

function passwords(differences: object = {}): object {
  return { currentPassword: demoPassword, newPassword: 'eleven purple umbrellas', ...differences }
}
