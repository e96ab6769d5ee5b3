import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { isApiError } from './errors.ts'
import * as operations from './generated/sdk.gen.ts'
import { listCustomersLimits } from './limits.ts'
import { createQueryClient } from './query-client.ts'
import type {
  ImportReport,
  LinkMade,
  ManagedUser,
  ManagedUserQuery,
  NewManagedUser,
  UserChange,
  UserCreated,
} from './types.ts'

/** Everything about portal users; most of it changes together. */
const usersKey = ['administration', 'users']

/** Who administers what. It fails where nobody is signed in to the ITSM, or may not do this. */
export const administratorQuery = queryOptions({
  queryKey: ['administration', 'me'],
  queryFn: async ({ signal }) => (await operations.getAdministrator({ signal })).data,
  staleTime: 5 * 60_000,
})

/** What was read for administrators. Whoever lost access meanwhile is told so where all of the pages stand. */
export const administrationClient = createQueryClient((error, queryKey) => {
  if (queryKey === administratorQuery.queryKey || !isApiError(error, 'UNAUTHENTICATED', 'NOT_AN_ADMINISTRATOR')) return
  void administrationClient.resetQueries({ queryKey: administratorQuery.queryKey })
})

export function usersQuery(query: ManagedUserQuery) {
  return queryOptions({
    queryKey: [...usersKey, 'list', query],
    queryFn: ({ signal }) => operations.listPortalUsers({ query, signal }),
    placeholderData: keepPreviousData,
  })
}

export function userQuery(id: string) {
  return queryOptions({
    queryKey: [...usersKey, 'one', id],
    queryFn: async ({ signal }) => (await operations.getPortalUser({ path: { id }, signal })).data,
  })
}

/** The first customers whose name contains `q`. */
export function customersQuery(q: string) {
  const query = { limit: listCustomersLimits.limit.maximum, ...(q === '' ? {} : { q }) }
  return queryOptions({
    queryKey: ['administration', 'customers', q],
    queryFn: ({ signal }) => operations.listCustomers({ query, signal }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
}

/** Has everything about users read anew after something was changed. */
export function forgetUsers(): Promise<void> {
  return administrationClient.invalidateQueries({ queryKey: usersKey })
}

/** @throws ApiError EMAIL_TAKEN, UNKNOWN_CUSTOMER, VALIDATION_FAILED */
export async function inviteUser(body: NewManagedUser): Promise<UserCreated> {
  return (await operations.createPortalUser({ body })).data
}

/** @throws ApiError UNKNOWN_CUSTOMER */
export async function changeUser(id: string, body: UserChange): Promise<ManagedUser> {
  return (await operations.changePortalUser({ path: { id }, body })).data
}

/** @throws ApiError PORTAL_USER_DISABLED */
export async function sendLink(id: string): Promise<LinkMade> {
  return (await operations.makePasswordLink({ path: { id } })).data
}

export async function disableUser(id: string): Promise<void> {
  await operations.disablePortalUser({ path: { id } })
}

export async function enableUser(id: string): Promise<void> {
  await operations.enablePortalUser({ path: { id } })
}

export async function removeSecondFactor(id: string): Promise<void> {
  await operations.removeSecondFactor({ path: { id } })
}

/** @throws ApiError IMPORT_UNREADABLE, EMAIL_TAKEN */
export async function importUsers(body: { csv: string; apply: boolean; invite: boolean }): Promise<ImportReport> {
  return (await operations.importPortalUsers({ body })).data
}

/** Where the file with all users is. */
export const exportAddress = '/api/v1/portal-admin/users.csv'
