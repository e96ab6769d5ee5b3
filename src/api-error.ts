import { type ErrorCode, type ErrorDetail, errorTable } from '../schemas/errors.ts'

/** An error answer of the API. Only {@link apiError} creates it. */
class ApiError extends Error {
  readonly code: ErrorCode
  /** Seconds after which the client may try again. */
  readonly retryAfter: number | undefined
  readonly details: ErrorDetail[] | undefined

  constructor(code: ErrorCode, retryAfter: number | undefined, details: ErrorDetail[] | undefined) {
    super(errorTable[code].message)
    this.code = code
    this.retryAfter = retryAfter
    this.details = details
  }
}

/**
 * Creates the error of a code, to be thrown. The error handler answers with the status and the message in the table.
 *
 * @param retryAfter seconds after which the client may try again
 * @param details the parts of the request that are wrong
 */
export function apiError(code: ErrorCode, retryAfter?: number, details?: ErrorDetail[]): Error {
  return new ApiError(code, retryAfter, details)
}

/** Whether an error was made by {@link apiError}. */
export function isApiError(error: unknown): error is ApiError {
  return error instanceof ApiError
}
