import type { LinkMade } from '../../schemas/portal-users.ts'
import { apiError } from '../api-error.ts'
import { createLink } from '../auth/create-link.ts'
import { recordSecurityEvent } from '../auth/security-log.ts'
import { inTransaction, type Transaction } from '../database/transaction.ts'
import type { Administration } from './administration.ts'
import { recordAudit } from './audit.ts'
import { lockedUser } from './audited-change.ts'
import type { PortalUser } from './portal-user.ts'

/** The delivery of links. `printed` sends no mail and returns the link. */
export type Delivery = 'mailed' | 'printed'

/**
 * Creates a link by which a user sets a password: an invitation if they never had a password, otherwise a reset. It is
 * sent by mail if mail is configured and the user may get another mail. Otherwise it is returned.
 *
 * @throws PORTAL_USER_NOT_FOUND, PORTAL_USER_DISABLED
 */
export async function makePasswordLink(
  administration: Administration,
  id: string,
  delivery: Delivery,
): Promise<LinkMade> {
  const { database, tenantId, now } = administration
  return inTransaction(database, now, async (transaction) => {
    const user = await lockedUser(transaction, tenantId, id)
    if (user.status === 'disabled') throw apiError('PORTAL_USER_DISABLED')
    return linkFor(transaction, administration, { user, delivery })
  })
}

/** Creates a link for a portal user within a transaction. */
export async function linkFor(
  transaction: Transaction,
  administration: Administration,
  { user, delivery }: { user: PortalUser; delivery: Delivery },
): Promise<LinkMade> {
  const { settings, mail } = administration
  const { purpose, template, action, event } = user.status === 'invited' ? invitation : reset
  const link = await createLink(transaction, settings, { portalUserId: user.id, purpose })
  const isMailed = delivery === 'mailed' && mail !== undefined && (await mail.mayPut(transaction, user.id))
  if (isMailed) await mail.put(transaction, user, { template, link })
  await recordAudit(transaction, administration, { action, before: user, after: user })
  await recordSecurityEvent(transaction, user.id, { event, client: null })
  return { isMailed, link: isMailed ? null : link }
}

const invitation = { purpose: 'invitation', template: 'invitation', action: 'invite', event: 'INVITED' } as const

const reset = {
  purpose: 'reset',
  template: 'password-reset',
  action: 'reset-password',
  event: 'PASSWORD_RESET_REQUESTED',
} as const
