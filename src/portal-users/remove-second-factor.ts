import { deleteSecondFactor } from '../auth/second-factor-repository.ts'
import type { Administration } from './administration.ts'
import { auditedChange } from './audited-change.ts'
import type { PortalUser } from './portal-user.ts'

/** Removes the second factor of a user who has lost it. The user is told by mail. @throws PORTAL_USER_NOT_FOUND */
export async function removeSecondFactor(administration: Administration, id: string): Promise<PortalUser> {
  return auditedChange(administration, {
    id,
    action: 'remove-second-factor',
    event: 'SECOND_FACTOR_DISABLED',
    async work(transaction, user) {
      if (!(await deleteSecondFactor(transaction, id))) return false
      await administration.mail?.put(transaction, user, { template: 'second-factor-disabled', link: null })
      return true
    },
  })
}
