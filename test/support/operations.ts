import type { InjectOptions } from 'fastify'
import { accountOperations } from './operations/account.ts'
import { knowledgeBaseOperations } from './operations/knowledge-base.ts'
import type { ExpectedOperation, ExpectedOperations } from './operations/operation.ts'
import { portalUserOperations } from './operations/portal-users.ts'
import { serviceOperations } from './operations/service.ts'
import { signInOperations } from './operations/sign-in.ts'
import type { Subjects } from './operations/subjects.ts'
import { ticketOperations } from './operations/tickets.ts'

/**
 * What is expected of each operation of the OpenAPI document: who may call it, what others see, requests that succeed,
 * and requests that fail. Tests of the contract and of security go through all of them. An operation that is missing
 * fails the isolation test. The requests are sent in this order with one token for each caller, so what ends a session
 * comes last.
 */
export const operations: ExpectedOperations = {
  ...serviceOperations,
  ...signInOperations,
  ...ticketOperations,
  ...knowledgeBaseOperations,
  ...portalUserOperations,
  ...accountOperations,
}

/** The request that succeeds, with its method. */
export function requestOf({ method, request }: ExpectedOperation, subjects: Subjects): InjectOptions {
  return { method, ...request(subjects) }
}

/** The operations for portal users, or for administrators, each with its request. */
export function protectedRequests(subjects: Subjects, access: 'portal' | 'administrator' = 'portal') {
  return Object.entries(operations).flatMap(([operationId, expected]) =>
    expected.access === access ? [{ operationId, expected, request: requestOf(expected, subjects) }] : [],
  )
}
