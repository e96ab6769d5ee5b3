import type { InjectOptions } from 'fastify'
import { demoIds, demoLogin, demoPassword } from '../../src/demo/people.ts'
import { adminApi, api } from '../support/portal.ts'

/** The rows that the requests are about: a ticket of ACME, a public article of its tenant, a session of its user. */
export interface Subjects {
  ticketId: string
  articleSlug: string
  /** A session of the owner, besides the one of the request. */
  sessionId: string
  /** The token of a link for somebody else of the same customer. */
  linkToken: string
  /** A portal user of ACME who is not signed in. */
  portalUserId: string
}

export interface Expectation {
  /** Who may call the operation. */
  access: 'public' | 'portal' | 'administrator'
  /** A request that works for whoever may call it: a portal user of ACME, an agent who administers its tenant. */
  request(subjects: Subjects): InjectOptions
  /** What it answers. */
  status: number
  /**
   * What a portal user of another customer, or somebody of another tenant, gets for the same request.
   * - `the same`: it is about nobody's rows
   * - `their own`: rows of theirs, never of the subject's owner
   * - a code: the answer about something that does not exist
   */
  otherCustomer: 'the same' | 'their own' | 'TICKET_NOT_FOUND' | 'SESSION_NOT_FOUND'
  otherTenant:
    | 'the same'
    | 'their own'
    | 'TICKET_NOT_FOUND'
    | 'ARTICLE_NOT_FOUND'
    | 'SESSION_NOT_FOUND'
    | NotAdministered
}

type NotAdministered = 'PORTAL_USER_NOT_FOUND' | 'UNKNOWN_CUSTOMER'

const anna = { email: 'anna.berg@acme.example.com', displayName: 'Anna Berg' }
/** A file with one user of ACME. */
const oneRow = `email,displayName,customer\nben@example.com,Ben,${demoIds.acme}\n`
const ticket = { ticketType: 'incident', title: 'Isolation', description: 'Whose is it?' }

/** What is expected of each operation of the OpenAPI document. One that is missing here fails the isolation test. */
export const expectations: Record<string, Expectation> = {
  getLiveness: publicOperation('/health/live'),
  getReadiness: publicOperation('/health/ready'),
  getOpenApiDocument: publicOperation('/openapi.json'),
  login: {
    ...publicOperation('/auth/login'),
    request: () => ({ method: 'POST', url: `${api}/auth/login`, payload: demoLogin }),
  },
  startCookieSession: {
    ...publicOperation('/auth/session'),
    request: () => ({
      method: 'POST',
      url: `${api}/auth/session`,
      headers: { 'sec-fetch-site': 'same-origin' },
      payload: demoLogin,
    }),
  },
  // No organisation has a provider here: both lead to the sign-in page.
  startSingleSignOn: { ...publicOperation(`${api}/auth/oidc/demo-org/start`), status: 302 },
  finishSingleSignOn: { ...publicOperation(`${api}/auth/oidc/callback`), status: 303 },
  logout: {
    access: 'portal',
    request: () => ({ method: 'POST', url: `${api}/auth/logout` }),
    status: 204,
    otherCustomer: 'the same',
    otherTenant: 'the same',
  },
  getSignInOptions: publicOperation(`${api}/auth/options`),
  // These portals send no mail.
  requestPasswordReset: {
    ...publicPost('/auth/password-resets', { tenantSlug: 'x', email: 'x@example.com' }),
    status: 501,
  },
  readLink: {
    ...publicOperation(''),
    request: ({ linkToken }) => post('/auth/password-links', { token: linkToken }),
  },
  setPasswordByLink: {
    ...publicOperation(''),
    request: ({ linkToken }) => post('/auth/password', { token: linkToken, password: 'eleven purple umbrellas' }),
    status: 204,
  },
  // A weak password is refused once everything else is right, and the requests after this one can still sign in.
  changePassword: {
    ...ownRows(() => post('/auth/me/password', { currentPassword: demoPassword, newPassword: 'password1234' })),
    status: 422,
  },
  listSessions: ownRows(() => ({ url: `${api}/auth/sessions` })),
  endSession: {
    ...ownRows(({ sessionId }) => ({ method: 'DELETE', url: `${api}/auth/sessions/${sessionId}` })),
    status: 204,
    otherCustomer: 'SESSION_NOT_FOUND',
    otherTenant: 'SESSION_NOT_FOUND',
  },
  endOtherSessions: {
    ...ownRows(() => ({ method: 'DELETE', url: `${api}/auth/sessions` })),
    status: 204,
    otherCustomer: 'the same',
    otherTenant: 'the same',
  },
  listSecurityEvents: ownRows(() => ({ url: `${api}/auth/security-log` })),
  getSecondFactor: ownRows(() => ({ url: `${api}/auth/second-factor` })),
  // Nothing was started yet.
  confirmSecondFactor: { ...ownRows(() => post('/auth/second-factor/confirmation', { code: '123456' })), status: 409 },
  startSecondFactor: ownRows(() => post('/auth/second-factor', { password: demoPassword })),
  disableSecondFactor: {
    ...ownRows(() => post('/auth/second-factor/removal', { password: demoPassword })),
    status: 204,
    otherCustomer: 'the same',
    otherTenant: 'the same',
  },
  getProfile: ownRows(() => ({ url: `${api}/auth/me` })),
  listTickets: ownRows(() => ({ url: `${api}/tickets?limit=100` })),
  countTickets: ownRows(() => ({ url: `${api}/tickets/counts` })),
  renderPreview: {
    ...ownRows(() => ({ method: 'POST', url: `${api}/markdown`, payload: { content: '**Mine**' } })),
    otherCustomer: 'the same',
    otherTenant: 'the same',
  },
  createTicket: {
    ...ownRows(() => ({ method: 'POST', url: `${api}/tickets`, payload: ticket })),
    status: 201,
  },
  getTicket: ofOneTicket(({ ticketId }) => ({ url: `${api}/tickets/${ticketId}` })),
  listComments: ofOneTicket(({ ticketId }) => ({ url: `${api}/tickets/${ticketId}/comments` })),
  addComment: {
    ...ofOneTicket(({ ticketId }) => ({
      method: 'POST',
      url: `${api}/tickets/${ticketId}/comments`,
      payload: { content: 'Mine?' },
    })),
    status: 201,
  },
  listArticles: { ...ownRows(() => ({ url: `${api}/kb?limit=100` })), otherCustomer: 'the same' },
  listCategories: { ...ownRows(() => ({ url: `${api}/kb/categories` })), otherCustomer: 'the same' },
  getArticle: {
    ...ownRows(({ articleSlug }) => ({ url: `${api}/kb/${articleSlug}` })),
    otherCustomer: 'the same',
    otherTenant: 'ARTICLE_NOT_FOUND',
  },
  getAdministrator: administered('GET', '/me'),
  listPortalUsers: administered('GET', '/users?limit=100'),
  listCustomers: administered('GET', '/customers'),
  exportPortalUsers: administered('GET', '/users.csv'),
  getPortalUser: administered('GET', '/users/:id'),
  createPortalUser: {
    ...administered('POST', '/users', { ...anna, customerId: demoIds.acme }),
    status: 201,
    otherTenant: 'UNKNOWN_CUSTOMER',
  },
  importPortalUsers: administered('POST', '/users/import', { csv: oneRow, apply: true }),
  changePortalUser: administered('PATCH', '/users/:id', { displayName: 'Mehmet Yildiz' }),
  makePasswordLink: administered('POST', '/users/:id/password-link'),
  setPortalUserPassword: {
    ...administered('PUT', '/users/:id/password', { password: 'eleven purple umbrellas' }),
    status: 204,
  },
  removeSecondFactor: { ...administered('DELETE', '/users/:id/second-factor'), status: 204 },
  disablePortalUser: administered('POST', '/users/:id/disable'),
  enablePortalUser: administered('POST', '/users/:id/enable'),
}

function administered(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  payload?: object,
): Expectation {
  return {
    access: 'administrator',
    request: ({ portalUserId }) => ({
      ...(method === 'GET' ? {} : { method }),
      url: `${adminApi}${path.replace(':id', portalUserId)}`,
      ...(payload ? { payload } : {}),
    }),
    status: 200,
    // Customers are all the same to those who administer their tenant.
    otherCustomer: 'the same',
    otherTenant: path.includes(':id') ? 'PORTAL_USER_NOT_FOUND' : 'their own',
  }
}

function publicOperation(url: string): Expectation {
  return { access: 'public', request: () => ({ url }), status: 200, otherCustomer: 'the same', otherTenant: 'the same' }
}

function post(path: string, payload: object): InjectOptions {
  return { method: 'POST', url: `${api}${path}`, payload }
}

function publicPost(path: string, payload: object): Expectation {
  return { ...publicOperation(''), request: () => post(path, payload) }
}

function ownRows(request: Expectation['request']): Expectation {
  return { access: 'portal', request, status: 200, otherCustomer: 'their own', otherTenant: 'their own' }
}

function ofOneTicket(request: Expectation['request']): Expectation {
  return { access: 'portal', request, status: 200, otherCustomer: 'TICKET_NOT_FOUND', otherTenant: 'TICKET_NOT_FOUND' }
}
