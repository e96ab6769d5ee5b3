import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Host } from '../database/host/host.ts'
import type { Tables } from '../database/tables.ts'
import { recordAudit } from './audit.ts'
import type { Actor, NewPortalUser, PortalUser } from './portal-user.ts'
import { insertPortalUser } from './repository.ts'

/**
 * Adds a portal user who has no password yet, and puts that into the audit.
 *
 * @throws where the e-mail is taken (a duplicate key)
 */
export async function addPortalUser(
  transaction: Kysely<Tables>,
  host: Host,
  tenantId: string,
  actor: Actor,
  user: NewPortalUser,
  now: Date,
): Promise<PortalUser> {
  const id = randomUUID()
  const added = await insertPortalUser(transaction, host, tenantId, id, user, now)
  await recordAudit(transaction, host, tenantId, actor, 'create', id, { before: null, after: added }, now)
  return added
}
