import type { PortalUserChange } from '../../schemas/portal-users.ts'
import { apiError } from '../api-error.ts'
import { deleteSessions } from '../auth/sessions-repository.ts'
import type { Administration } from './administration.ts'
import { auditedChange } from './audited-change.ts'
import { isActiveCustomer } from './customers-repository.ts'
import type { PortalUser } from './portal-user.ts'
import { updatePortalUser } from './repository.ts'

/**
 * Changes the given members of a portal user. The sessions end if the user moves to another customer.
 *
 * @throws PORTAL_USER_NOT_FOUND, UNKNOWN_CUSTOMER
 */
export async function changePortalUser(
  administration: Administration,
  id: string,
  { displayName, customerId, language }: PortalUserChange,
): Promise<PortalUser> {
  const { tenantId } = administration
  return auditedChange(administration, {
    id,
    action: 'change',
    event: null,
    async work(transaction, user) {
      if (customerId !== undefined && !(await isActiveCustomer(transaction, tenantId, customerId)))
        throw apiError('UNKNOWN_CUSTOMER')
      const columns = {
        ...(displayName === undefined || displayName === user.displayName ? {} : { display_name: displayName }),
        ...(customerId === undefined || customerId === user.customerId ? {} : { customer_id: customerId }),
        ...(language === undefined || language === user.language ? {} : { language }),
      }
      if (Object.keys(columns).length === 0) return false
      await updatePortalUser(transaction, tenantId, { id, ...columns })
      if (columns.customer_id !== undefined) await deleteSessions(transaction, id)
      return true
    },
  })
}
