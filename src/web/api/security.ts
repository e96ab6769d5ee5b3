import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api } from './client.ts'
import { bodyOf, completion, isApiError } from './errors.ts'
import type { AuthenticatorSecret } from './types.ts'

/** Everything about the security of one's own account; most of it changes together. */
export const securityKey = ['security']

/** How many events of the log are read at once. */
export const eventsPerPage = 10

export const sessionsQuery = queryOptions({
  queryKey: [...securityKey, 'sessions'],
  queryFn: async ({ signal }) => (await bodyOf(api.GET('/api/v1/portal/auth/sessions', { signal }))).data,
})

export const securityLogQuery = infiniteQueryOptions({
  queryKey: [...securityKey, 'log'],
  queryFn: ({ signal, pageParam: page }) =>
    bodyOf(api.GET('/api/v1/portal/auth/security-log', { params: { query: { page, limit: eventsPerPage } }, signal })),
  initialPageParam: 1,
  getNextPageParam: ({ meta }) => (meta.page < meta.totalPages ? meta.page + 1 : undefined),
})

export const secondFactorQuery = queryOptions({
  queryKey: [...securityKey, 'second-factor'],
  queryFn: async ({ signal }) => (await bodyOf(api.GET('/api/v1/portal/auth/second-factor', { signal }))).data,
})

/** Ends a session. One that has ended already is no error. */
export async function endSession(id: string): Promise<void> {
  await completion(api.DELETE('/api/v1/portal/auth/sessions/{id}', { params: { path: { id } } })).catch(
    (error: unknown) => {
      if (!isApiError(error, 'SESSION_NOT_FOUND')) throw error
    },
  )
}

/** Ends every session but this one. */
export async function endOtherSessions(): Promise<void> {
  await completion(api.DELETE('/api/v1/portal/auth/sessions'))
}

/** @throws ApiError WRONG_PASSWORD, SECOND_FACTOR_STATE */
export async function startSecondFactor(password: string): Promise<AuthenticatorSecret> {
  return (await bodyOf(api.POST('/api/v1/portal/auth/second-factor', { body: { password } }))).data
}

/** @returns the recovery codes, which are shown this once. @throws ApiError INVALID_CODE, SECOND_FACTOR_STATE */
export async function confirmSecondFactor(code: string): Promise<string[]> {
  const request = api.POST('/api/v1/portal/auth/second-factor/confirmation', { body: { code } })
  return (await bodyOf(request)).data.recoveryCodes
}

/** @throws ApiError WRONG_PASSWORD */
export async function disableSecondFactor(password: string): Promise<void> {
  await completion(api.POST('/api/v1/portal/auth/second-factor/removal', { body: { password } }))
}
