import { deleteLinks } from '../auth/links-repository.ts'
import { deleteSessions } from '../auth/sessions-repository.ts'
import type { Administration } from './administration.ts'
import { auditedChange } from './audited-change.ts'
import type { PortalUser } from './portal-user.ts'
import { updatePortalUser } from './repository.ts'

/** Disables a portal user. Sessions end, and links no longer work. @throws PORTAL_USER_NOT_FOUND */
export async function disablePortalUser(administration: Administration, id: string): Promise<PortalUser> {
  return auditedChange(administration, {
    id,
    action: 'disable',
    event: 'DISABLED',
    async work(transaction, { status }) {
      if (status === 'disabled') return false
      await updatePortalUser(transaction, administration.tenantId, { id, is_active: 0 })
      await deleteSessions(transaction, id)
      await deleteLinks(transaction, id)
      return true
    },
  })
}
