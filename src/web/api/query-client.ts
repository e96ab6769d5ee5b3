import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiError, isApiError } from './errors.ts'
import { sessionEnded } from './session-ended.ts'

function onError(error: Error): void {
  if (isApiError(error, 'UNAUTHENTICATED')) sessionEnded.tell()
}

/** Once more where the way was at fault; what the service refused, it would refuse again. */
function retry(failures: number, error: Error): boolean {
  return failures < 1 && error instanceof ApiError && (error.status === 0 || error.status >= 502)
}

/** What was read from the API. Requests are made without a network too: then they fail, and the page says so. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: { networkMode: 'always', retry, retryDelay: 800, staleTime: 10_000 },
    mutations: { networkMode: 'always' },
  },
})
