import { queryOptions } from '@tanstack/react-query'
import { isApiError } from './errors.ts'
import { getProfile, getSignInOptions, logout, startCookieSession } from './generated/sdk.gen.ts'
import type { Credentials } from './types.ts'

/** Who is signed in. */
export const profileQuery = queryOptions({
  queryKey: ['profile'],
  queryFn: async ({ signal }) => (await getProfile({ signal })).data,
  staleTime: 5 * 60_000,
})

/** What the sign-in page should offer, to people of an organisation where one is named. */
export const signInOptionsQuery = (tenant = '') =>
  queryOptions({
    queryKey: ['sign-in-options', tenant],
    queryFn: async ({ signal }) => {
      const query = tenant === '' ? {} : { tenant }
      return (await getSignInOptions({ query, signal })).data
    },
    staleTime: 5 * 60_000,
  })

/** @throws ApiError INVALID_CREDENTIALS, SECOND_FACTOR_REQUIRED, INVALID_CODE, RATE_LIMITED */
export async function signIn(body: Credentials): Promise<void> {
  await startCookieSession({ body })
}

/** Ends the session. One that has ended already is no error. */
export async function signOut(): Promise<void> {
  await logout().catch((error: unknown) => {
    if (!isApiError(error, 'UNAUTHENTICATED')) throw error
  })
}
