import createClient from 'openapi-fetch'
import type { paths } from './schema.d.ts'

/** Milliseconds after which an answer is no longer waited for. */
const timeout = 20_000

/** The published contract, called with the cookie of the session. Scripts never see a token. */
export const api = createClient<paths>({
  credentials: 'same-origin',
  fetch: (request) => fetch(request, { signal: AbortSignal.any([request.signal, AbortSignal.timeout(timeout)]) }),
})
