/** A body with the request id taken out, which alone may differ between two answers that say the same. */
export function withoutRequestId(body: string): string {
  return body.replace(/"requestId":"[^"]+"/, '"requestId":""')
}

const ofEachRequest = ['x-request-id', 'date', 'x-ratelimit-remaining', 'x-ratelimit-reset']

/** The headers of an answer without those that differ from request to request anyhow. */
export function comparableHeaders(headers: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !ofEachRequest.includes(name)))
}
