import type { Administration } from './administration.ts'
import { auditedChange } from './audited-change.ts'
import type { PortalUser } from './portal-user.ts'
import { updatePortalUser } from './repository.ts'

/** Enables a portal user again. @throws PORTAL_USER_NOT_FOUND */
export async function enablePortalUser(administration: Administration, id: string): Promise<PortalUser> {
  return auditedChange(administration, {
    id,
    action: 'enable',
    event: 'ENABLED',
    async work(transaction, { status }) {
      if (status !== 'disabled') return false
      await updatePortalUser(transaction, administration.tenantId, { id, is_active: 1 })
      return true
    },
  })
}
