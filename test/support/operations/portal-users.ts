import { demoIds, demoLogin } from '../../../src/demo/people.ts'
import { administered, type ExpectedOperations, ofOnePortalUser, toAdministration, withErrors } from './operation.ts'
import { disabledPortalUser } from './preparations.ts'

const anna = { email: 'anna.berg@acme.example.com', displayName: 'Anna Berg', customerId: demoIds.acme }
const csvOfOne = `email,displayName,customer\nben@example.com,Ben,${demoIds.acme}\n`
const csvWithProblems = 'email,displayName,customer\nb@globex.example.com,B,Globex Logistics AG\nx,,Nobody\n'
const change = { displayName: 'Priya R.', customerId: demoIds.acme, language: 'de' }

/** The administration of portal users by agents. */
export const portalUserOperations: ExpectedOperations = {
  getAdministrator: administered('GET', '/me'),
  listPortalUsers: {
    ...administered('GET', '/users?limit=100'),
    moreRequests: () => [toAdministration('/users?status=active')],
  },
  listCustomers: {
    ...administered('GET', '/customers'),
    moreRequests: () => [toAdministration('/customers?q=acme')],
  },
  exportPortalUsers: administered('GET', '/users.csv'),
  getPortalUser: ofOnePortalUser('GET', ''),
  createPortalUser: {
    ...administered('POST', '/users', anna),
    status: 201,
    otherTenant: 'UNKNOWN_CUSTOMER',
    errors: {
      EMAIL_TAKEN: () => toAdministration('/users', { ...anna, email: demoLogin.email.toUpperCase() }),
      UNKNOWN_CUSTOMER: () => toAdministration('/users', { ...anna, customerId: demoIds.hansa }),
    },
  },
  importPortalUsers: {
    ...administered('POST', '/users/import', { csv: csvOfOne, apply: true }),
    moreRequests: () => [toAdministration('/users/import', { csv: csvWithProblems })],
    errors: {
      IMPORT_UNREADABLE: () => toAdministration('/users/import', { csv: 'mail\nx' }),
      // Only where somebody else adds the address between the check and the write.
      EMAIL_TAKEN: null,
    },
  },
  changePortalUser: withErrors(ofOnePortalUser('PATCH', '', change), {
    UNKNOWN_CUSTOMER: ({ subjects }) =>
      toAdministration(`/users/${subjects.portalUserId}`, { ...change, customerId: demoIds.hansa }),
  }),
  makePasswordLink: withErrors(ofOnePortalUser('POST', '/password-link'), {
    PORTAL_USER_DISABLED: async ({ portal }) =>
      toAdministration(`/users/${await disabledPortalUser(portal)}/password-link`),
  }),
  setPortalUserPassword: {
    ...withErrors(ofOnePortalUser('PUT', '/password', { password: 'eleven purple umbrellas' }), {
      PASSWORD_TOO_WEAK: ({ subjects }) =>
        toAdministration(`/users/${subjects.portalUserId}/password`, { password: 'password1234' }),
    }),
    status: 204,
  },
  removeSecondFactor: { ...ofOnePortalUser('DELETE', '/second-factor'), status: 204 },
  disablePortalUser: ofOnePortalUser('POST', '/disable'),
  enablePortalUser: ofOnePortalUser('POST', '/enable'),
}
