import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { ItsmDatabase } from '../database/itsm/itsm-database.ts'
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
  database: ItsmDatabase,
  tenantId: string,
  actor: Actor,
  user: NewPortalUser,
  now: Date,
): Promise<PortalUser> {
  const id = randomUUID()
  const added = await insertPortalUser(transaction, database, tenantId, id, user, now)
  await recordAudit(transaction, database, tenantId, actor, 'create', id, { before: null, after: added }, now)
  return added
}
