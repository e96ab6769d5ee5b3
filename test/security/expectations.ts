import type { InjectOptions } from 'fastify'
import { demoLogin } from '../../src/demo/people.ts'
import { api } from '../support/portal.ts'

/** The rows that the requests are about: a ticket of ACME and a public article of its tenant. */
export interface Subjects {
  ticketId: string
  articleSlug: string
}

export interface Expectation {
  /** Who may call the operation. */
  access: 'public' | 'portal'
  /** A request that works for whoever may call it. */
  request(subjects: Subjects): InjectOptions
  /** What it answers. */
  status: number
  /**
   * What a portal user of another customer, or of another tenant, gets for the same request.
   * - `the same`: it is about nobody's rows
   * - `their own`: rows of theirs, never of the subject's owner
   * - a code: the 404 of something that does not exist
   */
  otherCustomer: 'the same' | 'their own' | 'TICKET_NOT_FOUND'
  otherTenant: 'the same' | 'their own' | 'TICKET_NOT_FOUND' | 'ARTICLE_NOT_FOUND'
}

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
}

function publicOperation(url: string): Expectation {
  return { access: 'public', request: () => ({ url }), status: 200, otherCustomer: 'the same', otherTenant: 'the same' }
}

function ownRows(request: Expectation['request']): Expectation {
  return { access: 'portal', request, status: 200, otherCustomer: 'their own', otherTenant: 'their own' }
}

function ofOneTicket(request: Expectation['request']): Expectation {
  return { access: 'portal', request, status: 200, otherCustomer: 'TICKET_NOT_FOUND', otherTenant: 'TICKET_NOT_FOUND' }
}
