import { MutationCache, QueryCache, QueryClient, type QueryKey } from '@tanstack/react-query'
import { isApiError, isAway } from './errors.ts'
import { readAnewLater } from './read-anew-later.ts'
import { sessionEnded } from './session-ended.ts'

/** Once more where the way was at fault; what the service refused, it would refuse again. */
function retry(failures: number, error: Error): boolean {
  return failures < 1 && isAway(error)
}

/**
 * What is read from the API by one kind of caller. Requests are made without a network too: then they fail, the
 * page says so, and what is shown is read anew once the service is back.
 *
 * @param onError told of everything that fails, and what was asked for where it only read
 */
export function createQueryClient(onError: (error: Error, queryKey?: QueryKey) => void): QueryClient {
  const client = new QueryClient({
    queryCache: new QueryCache({ onError: (error, { queryKey }) => onError(error, queryKey) }),
    mutationCache: new MutationCache({ onError: (error) => onError(error) }),
    defaultOptions: {
      queries: { networkMode: 'always', refetchOnReconnect: true, retry, retryDelay: 800, staleTime: 10_000 },
      mutations: { networkMode: 'always' },
    },
  })
  readAnewLater(client)
  return client
}

/** What was read for the signed-in portal user. */
export const queryClient = createQueryClient((error) => {
  if (isApiError(error, 'UNAUTHENTICATED')) sessionEnded.tell()
})
