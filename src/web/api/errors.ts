/** The API answered with an error, or not at all. */
export class ApiError extends Error {
  /** The code of the contract; `NETWORK` where no answer came, `UNEXPECTED` where it was none of ours. */
  readonly code: string
  readonly status: number
  /** Names the request to whoever runs the service. */
  readonly requestId: string | undefined
  /** Seconds after which another try makes sense. */
  readonly retryAfter: number | undefined
  /** The codes of what is wrong with the request, where the contract names them. */
  readonly problems: readonly string[]
  /** What is wrong with the request, in the words of the service. */
  readonly reasons: readonly string[]

  constructor(code: string, options: ApiErrorOptions = {}) {
    super(code)
    this.code = code
    this.status = options.status ?? 0
    this.requestId = options.requestId
    this.retryAfter = options.retryAfter
    this.problems = options.problems ?? []
    this.reasons = options.reasons ?? []
  }
}

interface ApiErrorOptions {
  status?: number
  requestId?: string | undefined
  retryAfter?: number
  problems?: readonly string[]
  reasons?: readonly string[]
}

/** What a request failed with, as the generated client tells it: the body of an error, or an error of the browser. */
export function toApiError(failure: unknown, response: Response | undefined): ApiError {
  if (failure instanceof ApiError) return failure
  if (failure instanceof SyntaxError) return new ApiError('UNEXPECTED')
  // No answer came, or not to its end.
  if (!response || failure instanceof Error) return new ApiError('NETWORK')
  return errorOf(failure, response)
}

function errorOf(body: unknown, { status, headers }: Response): ApiError {
  const seconds = Number.parseInt(headers.get('retry-after') ?? '', 10)
  const retryAfter = Number.isNaN(seconds) ? {} : { retryAfter: seconds }
  return isErrorBody(body)
    ? new ApiError(body.error.code, {
        status,
        requestId: body.error.requestId,
        problems: textsOf(body.error.details, 'code'),
        reasons: textsOf(body.error.details, 'message'),
        ...retryAfter,
      })
    : new ApiError('UNEXPECTED', { status, ...retryAfter })
}

function textsOf(details: unknown, field: 'code' | 'message'): string[] {
  if (!Array.isArray(details)) return []
  return details.flatMap((detail: unknown) => {
    const { [field]: text }: Record<string, unknown> =
      typeof detail === 'object' && detail !== null ? { ...detail } : {}
    return typeof text === 'string' ? [text] : []
  })
}

function isErrorBody(body: unknown): body is { error: { code: string; requestId?: string; details?: unknown } } {
  if (typeof body !== 'object' || body === null || !('error' in body)) return false
  const { error } = body
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
}

/** Whether no answer came, or one that says that the service is away: the same request may work a little later. */
export function isAway(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 0 || error.status >= 502)
}

/** Whether an error is the API's, with one of these codes. */
export function isApiError(error: unknown, ...codes: string[]): error is ApiError {
  return error instanceof ApiError && codes.includes(error.code)
}
