import { queryOptions } from '@tanstack/react-query'
import { api } from './client.ts'
import { bodyOf, completion, isApiError } from './errors.ts'
import type { Credentials } from './types.ts'

/** Who is signed in. */
export const profileQuery = queryOptions({
  queryKey: ['profile'],
  queryFn: async ({ signal }) => (await bodyOf(api.GET('/api/v1/portal/auth/me', { signal }))).data,
  staleTime: 5 * 60_000,
})

/** What the sign-in page should offer, to people of an organisation where one is named. */
export const signInOptionsQuery = (tenant = '') =>
  queryOptions({
    queryKey: ['sign-in-options', tenant],
    queryFn: async ({ signal }) => {
      const query = tenant === '' ? {} : { tenant }
      return (await bodyOf(api.GET('/api/v1/portal/auth/options', { params: { query }, signal }))).data
    },
    staleTime: 5 * 60_000,
  })

/** @throws ApiError INVALID_CREDENTIALS, SECOND_FACTOR_REQUIRED, INVALID_CODE, RATE_LIMITED */
export async function signIn(body: Credentials): Promise<void> {
  await bodyOf(api.POST('/api/v1/portal/auth/session', { body }))
}

/** Ends the session. One that has ended already is no error. */
export async function signOut(): Promise<void> {
  await completion(api.POST('/api/v1/portal/auth/logout')).catch((error: unknown) => {
    if (!isApiError(error, 'UNAUTHENTICATED')) throw error
  })
}
