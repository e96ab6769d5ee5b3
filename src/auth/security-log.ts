import { randomUUID } from 'node:crypto'
import type { SecurityEvent, SecurityEventKind } from '../../schemas/security.ts'
import type { ItsmDatabase } from '../database/itsm/itsm-database.ts'
import { toIsoRequired } from '../database/timestamps.ts'
import type { Transaction } from '../database/transaction.ts'
import type { Client } from './client.ts'
import type { CustomerScope } from './customer-scope.ts'

/** Milliseconds for which events are kept. */
const keptFor = 180 * 24 * 60 * 60 * 1000

/** An entry of a portal user's security log. */
export interface SecurityLogEntry {
  event: SecurityEventKind
  /** Null if an administrator acted. */
  client: Pick<Client, 'browser' | 'address'> | null
}

/** Adds an entry to the security log of a portal user. */
export async function recordSecurityEvent(
  { kysely, stored, now }: Transaction,
  portalUserId: string,
  { event, client }: SecurityLogEntry,
): Promise<void> {
  await kysely
    .insertInto('customer_portal_security_log')
    .values({
      id: randomUUID(),
      portal_user_id: portalUserId,
      event,
      browser: client?.browser ?? null,
      address: client?.address ?? null,
      created_at: stored('customer_portal_security_log', 'created_at', now),
    })
    .execute()
}

/** Deletes the entries of a user's log that have expired. */
export async function deleteOldSecurityEvents(
  { kysely, stored, now }: Transaction,
  portalUserId: string,
): Promise<void> {
  const keptSince = stored('customer_portal_security_log', 'created_at', new Date(now.getTime() - keptFor))
  await kysely
    .deleteFrom('customer_portal_security_log')
    .where('portal_user_id', '=', portalUserId)
    .where('created_at', '<', keptSince)
    .execute()
}

/** Whether a portal user has signed in from this address before, according to the security log. */
export async function hasSignedInFrom(database: ItsmDatabase, portalUserId: string, address: string): Promise<boolean> {
  const row = await database.kysely
    .selectFrom('customer_portal_security_log')
    .select('id')
    .where('portal_user_id', '=', portalUserId)
    .where('event', '=', 'SIGNED_IN' satisfies SecurityEventKind)
    .where('address', '=', address)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Lists one page of the caller's own security log, the latest event first. */
export async function listSecurityEvents(
  database: ItsmDatabase,
  scope: CustomerScope,
  { page, limit }: { page: number; limit: number },
): Promise<{ events: SecurityEvent[]; total: number }> {
  const own = database.kysely
    .selectFrom('customer_portal_security_log')
    .where('portal_user_id', '=', scope.portalUserId)
  const rows = await own
    .select(['id', 'event', 'browser', 'address', 'created_at'])
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .offset((page - 1) * limit)
    .execute()
  const { total } = await own.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  return {
    events: rows.map(({ id, event, browser, address, created_at }) => ({
      id,
      event: event as SecurityEventKind,
      browser,
      address,
      createdAt: toIsoRequired(created_at),
    })),
    total: Number(total),
  }
}
