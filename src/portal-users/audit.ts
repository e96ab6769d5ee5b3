import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { ItsmDatabase } from '../database/itsm/itsm-database.ts'
import type { Tables } from '../database/tables.ts'
import type { Actor, PortalUser } from './portal-user.ts'

/** What administrators do to portal users. */
export type AuditAction =
  | 'create'
  | 'change'
  | 'invite'
  | 'disable'
  | 'enable'
  | 'set-password'
  | 'reset-password'
  | 'remove-second-factor'

/** What the audit keeps of a portal user: nothing that lets anybody in. */
type AuditedState = Pick<PortalUser, 'email' | 'displayName' | 'customerId' | 'status' | 'language'>

function stateOf(user: AuditedState | null): string | null {
  if (!user) return null
  const { email, displayName, customerId, status, language } = user
  return JSON.stringify({ email, displayName, customerId, status, language })
}

/** Writes a change down, in the transaction that makes it: who, what, when, before and after. */
export async function recordAudit(
  kysely: Kysely<Tables>,
  database: ItsmDatabase,
  tenantId: string,
  actor: Actor,
  action: AuditAction,
  portalUserId: string,
  { before, after }: { before: AuditedState | null; after: AuditedState | null },
  now: Date,
): Promise<void> {
  await kysely
    .insertInto('customer_portal_audit')
    .values({
      id: randomUUID(),
      tenant_id: tenantId,
      actor_kind: actor.kind,
      actor: actor.id.slice(0, 100),
      action,
      portal_user_id: portalUserId,
      state_before: stateOf(before),
      state_after: stateOf(after),
      created_at: database.stored('customer_portal_audit', 'created_at', now),
    })
    .execute()
}
