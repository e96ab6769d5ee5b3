import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { isApiError } from './errors.ts'
import * as operations from './generated/sdk.gen.ts'
import type { AuthenticatorSecret } from './types.ts'

/** Everything about the security of one's own account; most of it changes together. */
export const securityKey = ['security']

/** How many events of the log are read at once. */
export const eventsPerPage = 10

export const sessionsQuery = queryOptions({
  queryKey: [...securityKey, 'sessions'],
  queryFn: async ({ signal }) => (await operations.listSessions({ signal })).data,
})

export const securityLogQuery = infiniteQueryOptions({
  queryKey: [...securityKey, 'log'],
  queryFn: ({ signal, pageParam: page }) =>
    operations.listSecurityEvents({ query: { page, limit: eventsPerPage }, signal }),
  initialPageParam: 1,
  getNextPageParam: ({ meta }) => (meta.page < meta.totalPages ? meta.page + 1 : undefined),
})

export const secondFactorQuery = queryOptions({
  queryKey: [...securityKey, 'second-factor'],
  queryFn: async ({ signal }) => (await operations.getSecondFactor({ signal })).data,
})

/** Ends a session. One that has ended already is no error. */
export async function endSession(id: string): Promise<void> {
  await operations.endSession({ path: { id } }).catch((error: unknown) => {
    if (!isApiError(error, 'SESSION_NOT_FOUND')) throw error
  })
}

/** Ends every session but this one. */
export async function endOtherSessions(): Promise<void> {
  await operations.endOtherSessions()
}

/** @throws ApiError WRONG_PASSWORD, SECOND_FACTOR_STATE */
export async function startSecondFactor(password: string): Promise<AuthenticatorSecret> {
  return (await operations.startSecondFactor({ body: { password } })).data
}

/** @returns the recovery codes, which are shown this once. @throws ApiError INVALID_CODE, SECOND_FACTOR_STATE */
export async function confirmSecondFactor(code: string): Promise<string[]> {
  return (await operations.confirmSecondFactor({ body: { code } })).data.recoveryCodes
}

/** @throws ApiError WRONG_PASSWORD */
export async function disableSecondFactor(password: string): Promise<void> {
  await operations.disableSecondFactor({ body: { password } })
}
