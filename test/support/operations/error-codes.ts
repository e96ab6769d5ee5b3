import { type ErrorCode, errorTable } from '../../../schemas/errors.ts'
import type { ExpectedOperation } from './operation.ts'

const always: ErrorCode[] = [
  'BAD_REQUEST',
  'VALIDATION_FAILED',
  'RATE_LIMITED',
  'INTERNAL_ERROR',
  'SERVICE_UNAVAILABLE',
]
const withBody: ErrorCode[] = ['INVALID_JSON', 'BODY_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE']

/** All codes that an operation can answer with: those of every operation of its kind, and its own. */
export function errorCodesOf({ access, method, errors }: ExpectedOperation): ErrorCode[] {
  const isRead = method === 'GET'
  return [
    ...always,
    ...(isRead ? [] : withBody),
    ...(access === 'public' ? [] : (['UNAUTHENTICATED'] as const)),
    // The cookie of a browser signs the caller in, so other sites must not change anything with it.
    ...(access === 'public' || isRead ? [] : (['CROSS_ORIGIN_REQUEST'] as const)),
    ...(access === 'administrator' ? (['NOT_AN_ADMINISTRATOR'] as const) : []),
    ...ownCodesOf(errors),
  ]
}

/** The error codes of an operation's own. */
export function ownCodesOf(errors: ExpectedOperation['errors']): ErrorCode[] {
  const isCode = (name: string): name is ErrorCode => name in errorTable
  return Object.keys(errors).filter(isCode)
}
