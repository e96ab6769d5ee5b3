import type { InjectOptions } from 'fastify'
import type { ErrorCode } from '../../../schemas/errors.ts'
import { adminApi, api, type TestPortal } from '../portal.ts'
import type { Subjects } from './subjects.ts'

/** A request without its method, which stands with the operation. */
export type Request = Omit<InjectOptions, 'method'>

/** What an error can be provoked with. */
export interface Given {
  /** A portal that sends no mail. What the error needs is prepared in it. */
  portal: TestPortal
  subjects: Subjects
  /** The token of the caller: a portal user of ACME, or an agent who administers its tenant. */
  token: string
}

/** Prepares what an error needs. @returns the request that is answered with it */
export type Provocation = (given: Given) => Request | Promise<Request>

/**
 * What somebody else gets for the same request.
 * - `the same`: it is about nobody's rows, or the answer is empty
 * - `their own`: rows of theirs, never of the subject's owner
 * - a code: this error
 */
export type Seen = 'the same' | 'their own' | ErrorCode

/** What is expected of one operation of the OpenAPI document. */
export interface ExpectedOperation {
  /** Who may call it. */
  access: 'public' | 'portal' | 'administrator'
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** A request that succeeds for a portal user of ACME or an agent who administers its tenant, in a portal with mail. */
  request(subjects: Subjects): Request
  /** The status of the answer. */
  status: number
  /** Requests that succeed too, with an answer of another form. */
  moreRequests?(subjects: Subjects): Request[]
  /** What a portal user of another customer gets for the request. */
  otherCustomer: Seen
  /** What somebody of another tenant gets for the request. */
  otherTenant: Seen
  /**
   * The error codes of its own, each with a request that provokes it; null where no single request can. Codes that every
   * operation of its kind can answer with stand in error-codes.ts.
   */
  errors: Partial<Record<ErrorCode, Provocation | null>>
}

/** Expected operations by their ids. */
export type ExpectedOperations = Record<string, ExpectedOperation>

type Method = ExpectedOperation['method']
type RequestOf = ExpectedOperation['request']

/** For everybody. It says nothing about anybody's rows. */
export function publicOperation(method: Method, request: RequestOf): ExpectedOperation {
  return {
    access: 'public',
    method,
    request,
    status: 200,
    otherCustomer: 'the same',
    otherTenant: 'the same',
    errors: {},
  }
}

/** For portal users, about rows of their own. */
export function ownRows(method: Method, request: RequestOf): ExpectedOperation {
  return {
    access: 'portal',
    method,
    request,
    status: 200,
    otherCustomer: 'their own',
    otherTenant: 'their own',
    errors: {},
  }
}

/** For portal users. The answer is empty, or the same for everybody. */
export function aboutNobody(method: Method, request: RequestOf): ExpectedOperation {
  return { ...ownRows(method, request), otherCustomer: 'the same', otherTenant: 'the same' }
}

/** For portal users, about one ticket. @param path behind the id of the ticket */
export function ofOneTicket(method: Method, path: string, payload?: object): ExpectedOperation {
  const about = (ticketId: string) => ({ url: `${api}/tickets/${ticketId}${path}`, ...(payload ? { payload } : {}) })
  return {
    ...ownRows(method, ({ ticketId }) => about(ticketId)),
    otherCustomer: 'TICKET_NOT_FOUND',
    otherTenant: 'TICKET_NOT_FOUND',
    errors: { TICKET_NOT_FOUND: () => about('none') },
  }
}

/** For administrators of a tenant. Every customer of the tenant is theirs. */
export function administered(method: Method, path: string, payload?: object): ExpectedOperation {
  return {
    access: 'administrator',
    method,
    request: () => toAdministration(path, payload),
    status: 200,
    otherCustomer: 'the same',
    otherTenant: 'their own',
    errors: {},
  }
}

/** For administrators, about one portal user. @param path behind the id of the user */
export function ofOnePortalUser(method: Method, path: string, payload?: object): ExpectedOperation {
  const about = (id: string) => toAdministration(`/users/${id}${path}`, payload)
  return {
    ...administered(method, path),
    request: ({ portalUserId }) => about(portalUserId),
    otherTenant: 'PORTAL_USER_NOT_FOUND',
    errors: { PORTAL_USER_NOT_FOUND: () => about('none') },
  }
}

/** Adds error codes of an operation's own. */
export function withErrors(operation: ExpectedOperation, errors: ExpectedOperation['errors']): ExpectedOperation {
  return { ...operation, errors: { ...operation.errors, ...errors } }
}

/** A request to the API for administrators. */
export function toAdministration(path: string, payload?: object): Request {
  return { url: `${adminApi}${path}`, ...(payload ? { payload } : {}) }
}

/** A request to the API for portal users. */
export function to(path: string, payload?: object): Request {
  return { url: `${api}${path}`, ...(payload ? { payload } : {}) }
}
