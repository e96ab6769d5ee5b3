import { randomUUID } from 'node:crypto'
import type { Transaction } from '../database/transaction.ts'
import { recordAudit } from './audit.ts'
import type { Actor, NewPortalUser, PortalUser } from './portal-user.ts'
import { insertPortalUser } from './repository.ts'

/**
 * Adds a portal user without a password, and records it in the audit.
 *
 * @throws if the e-mail is taken (a duplicate key)
 */
export async function addPortalUser(
  transaction: Transaction,
  by: { tenantId: string; actor: Actor },
  user: NewPortalUser,
): Promise<PortalUser> {
  const id = randomUUID()
  const added = await insertPortalUser(transaction, by.tenantId, { ...user, id })
  await recordAudit(transaction, by, { action: 'create', before: null, after: added })
  return added
}
