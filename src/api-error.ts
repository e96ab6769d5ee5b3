import { type ErrorCode, type ErrorDetail, errorTable } from '../schemas/errors.ts'

/** An error that the API answers with. Made by {@link apiError} alone. */
class ApiError extends Error {
  readonly code: ErrorCode
  /** Seconds after which another try makes sense. */
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
 * The error of a code. Throw it; the error handler answers with the status and the text that the table has for it.
 *
 * @param retryAfter seconds after which another try makes sense
 * @param details which parts of the request are wrong, in words for people
 */
export function apiError(code: ErrorCode, retryAfter?: number, details?: ErrorDetail[]): Error {
  return new ApiError(code, retryAfter, details)
}

/** Whether an error was made by {@link apiError}. */
export function isApiError(error: unknown): error is ApiError {
  return error instanceof ApiError
}
