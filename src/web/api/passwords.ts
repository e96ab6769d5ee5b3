import { queryOptions } from '@tanstack/react-query'
import * as operations from './generated/sdk.gen.ts'

/** Asks for a link by mail. The answer says nothing about whether there is such an account. @throws ApiError MAIL_NOT_CONFIGURED, RATE_LIMITED */
export async function requestPasswordReset(body: { tenantSlug: string; email: string }): Promise<void> {
  await operations.requestPasswordReset({ body })
}

/** Whose password a link sets. Fails with LINK_INVALID. */
export function passwordLinkQuery(token: string) {
  return queryOptions({
    queryKey: ['password-link', token],
    queryFn: async ({ signal }) => (await operations.readLink({ body: { token }, signal })).data,
    // It is what it is until it is used, and is forgotten with the page.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
}

/** Sets a password and uses the link up. @throws ApiError LINK_INVALID, PASSWORD_TOO_WEAK */
export async function setPasswordByLink(body: { token: string; password: string }): Promise<void> {
  await operations.setPasswordByLink({ body })
}

/** Ends all other sessions too. @throws ApiError WRONG_PASSWORD, PASSWORD_TOO_WEAK, RATE_LIMITED */
export async function changePassword(body: { currentPassword: string; newPassword: string }): Promise<void> {
  await operations.changePassword({ body })
}
