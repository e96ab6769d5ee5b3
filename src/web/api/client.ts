import { ApiError, toApiError } from './errors.ts'
import { client } from './generated/client.gen.ts'

/** Milliseconds after which an answer is no longer waited for. */
const timeout = 20_000

/**
 * Sets up the generated client of the published contract. It sends the cookie of the session, which scripts never see,
 * and throws ApiError.
 */
export function configureClient(): void {
  client.setConfig({ credentials: 'same-origin', fetch: fetchInTime, parseAs: 'json' })
  client.interceptors.response.use((response) => {
    if (response.ok && !isOurs(response)) throw new ApiError('UNEXPECTED')
    return response
  })
  client.interceptors.error.use(toApiError)
}

function fetchInTime(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init)
  return fetch(request, { signal: AbortSignal.any([request.signal, AbortSignal.timeout(timeout)]) })
}

/** Whether a success is one of the API: a proxy or a hotspot may answer with a page of its own. */
function isOurs({ status, headers }: Response): boolean {
  return status === 204 || /^application\/json\b/.test(headers.get('content-type') ?? '')
}
