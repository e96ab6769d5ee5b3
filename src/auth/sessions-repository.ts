import type { ActiveSession } from '../../schemas/security.ts'
import type { ItsmDatabase } from '../database/itsm/itsm-database.ts'
import { toIso, toIsoRequired } from '../database/timestamps.ts'
import type { Transaction } from '../database/transaction.ts'
import { accounts, isSwitchedOn } from './accounts.ts'
import type { Client } from './client.ts'
import type { CustomerScope } from './customer-scope.ts'

/** The largest number of sessions that is shown. */
const maxListed = 100

/** A new session. */
export interface NewSession {
  id: string
  expiresAt: Date
}

/** Inserts a new session, and deletes the user's expired sessions. */
export async function insertSession(
  { kysely, stored, now }: Transaction,
  portalUserId: string,
  { session, client }: { session: NewSession; client: Client },
): Promise<void> {
  await kysely
    .insertInto('customer_portal_sessions')
    .values({
      id: session.id,
      portal_user_id: portalUserId,
      created_at: stored('customer_portal_sessions', 'created_at', now),
      expires_at: stored('customer_portal_sessions', 'expires_at', session.expiresAt),
      last_used_at: stored('customer_portal_sessions', 'last_used_at', now),
      browser: client.browser,
      address: client.address,
    })
    .execute()
  await kysely
    .deleteFrom('customer_portal_sessions')
    .where('portal_user_id', '=', portalUserId)
    .where('expires_at', '<', stored('customer_portal_sessions', 'expires_at', now))
    .execute()
}

/** The portal user of a session, as the database has it now. */
export interface SessionHolder {
  id: string
  tenantId: string
  customerId: string
  displayName: string
  lastUsedAt: Date | null
}

/** The portal user of a session; null if it was ended, or if the user, customer or tenant is inactive. */
export async function findSessionHolder(database: ItsmDatabase, sessionId: string): Promise<SessionHolder | null> {
  const row = await accounts(database.kysely)
    .innerJoin('customer_portal_sessions as session', 'session.portal_user_id', 'user.id')
    .select([
      'user.id as id',
      'user.tenant_id as tenantId',
      'user.customer_id as customerId',
      'user.display_name as displayName',
      'session.last_used_at as lastUsedAt',
    ])
    .where('session.id', '=', sessionId)
    .where(isSwitchedOn)
    .executeTakeFirst()
  const lastUsedAt = toIso(row?.lastUsedAt ?? null)
  return row ? { ...row, lastUsedAt: lastUsedAt === null ? null : new Date(lastUsedAt) } : null
}

/** Saves the time of a session's last use. */
export async function noteSessionUse(database: ItsmDatabase, sessionId: string, now: Date): Promise<void> {
  await database.kysely
    .updateTable('customer_portal_sessions')
    .set({ last_used_at: database.stored('customer_portal_sessions', 'last_used_at', now) })
    .where('id', '=', sessionId)
    .execute()
}

/** The caller's own sessions that still work. @param currentId the one of this request */
export async function listSessions(
  database: ItsmDatabase,
  scope: CustomerScope,
  { currentId, now }: { currentId: string; now: Date },
): Promise<ActiveSession[]> {
  const rows = await database.kysely
    .selectFrom('customer_portal_sessions')
    .select(['id', 'created_at', 'last_used_at', 'expires_at', 'browser', 'address'])
    .where('portal_user_id', '=', scope.portalUserId)
    .where('expires_at', '>', database.stored('customer_portal_sessions', 'expires_at', now))
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(maxListed)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    createdAt: toIsoRequired(row.created_at),
    lastUsedAt: toIso(row.last_used_at),
    expiresAt: toIsoRequired(row.expires_at),
    browser: row.browser,
    address: row.address,
    isCurrent: row.id === currentId,
  }))
}

/** Ends one session of a portal user, so that its token no longer works. @returns whether the session existed */
export async function deleteSession(
  { kysely }: Transaction,
  portalUserId: string,
  sessionId: string,
): Promise<boolean> {
  const { numDeletedRows } = await kysely
    .deleteFrom('customer_portal_sessions')
    .where('portal_user_id', '=', portalUserId)
    .where('id', '=', sessionId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Ends every session of a portal user, except `exceptId`. */
export async function deleteSessions({ kysely }: Transaction, portalUserId: string, exceptId?: string): Promise<void> {
  let deletion = kysely.deleteFrom('customer_portal_sessions').where('portal_user_id', '=', portalUserId)
  if (exceptId !== undefined) deletion = deletion.where('id', '<>', exceptId)
  await deletion.execute()
}
