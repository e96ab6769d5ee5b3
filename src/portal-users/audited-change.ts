import type { SecurityEventKind } from '../../schemas/security.ts'
import { apiError } from '../api-error.ts'
import { recordSecurityEvent } from '../auth/security-log.ts'
import { inTransaction, type Transaction } from '../database/transaction.ts'
import type { Administration } from './administration.ts'
import { type AuditAction, recordAudit } from './audit.ts'
import type { PortalUser } from './portal-user.ts'
import { findPortalUser, lockPortalUser } from './repository.ts'

/** A change of one portal user by an administrator. */
export interface Change {
  id: string
  action: AuditAction
  /** The entry in the user's security log; null if there is none, or if `work` writes it. */
  event: SecurityEventKind | null
  /** Makes the change. @returns false if there was nothing to change */
  work(transaction: Transaction, user: PortalUser): Promise<boolean>
}

/**
 * Changes a portal user. The same transaction records the change in the audit and in the user's security log. The cache
 * of sessions is cleared after the commit.
 *
 * @returns the changed user
 * @throws PORTAL_USER_NOT_FOUND
 */
export async function auditedChange(
  administration: Administration,
  { id, action, event, work }: Change,
): Promise<PortalUser> {
  const { database, tenantId, now, forgetSessions } = administration
  return inTransaction(database, now, async (transaction) => {
    const before = await lockedUser(transaction, tenantId, id)
    if (!(await work(transaction, before))) return before
    const after = await findPortalUser(transaction, tenantId, id)
    if (!after) throw new Error('the portal user is not there')
    await recordAudit(transaction, administration, { action, before, after })
    if (event !== null) await recordSecurityEvent(transaction, id, { event, client: null })
    transaction.onCommit(() => forgetSessions())
    return after
  })
}

/** A tenant's portal user, locked. @throws PORTAL_USER_NOT_FOUND */
export async function lockedUser(transaction: Transaction, tenantId: string, id: string): Promise<PortalUser> {
  const user = await lockPortalUser(transaction, tenantId, id)
  if (!user) throw apiError('PORTAL_USER_NOT_FOUND')
  return user
}
