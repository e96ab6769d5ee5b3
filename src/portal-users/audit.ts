import { randomUUID } from 'node:crypto'
import type { Transaction } from '../database/transaction.ts'
import type { Actor, PortalUser } from './portal-user.ts'

/** The actions of administrators on portal users. */
export type AuditAction =
  | 'create'
  | 'change'
  | 'invite'
  | 'disable'
  | 'enable'
  | 'set-password'
  | 'reset-password'
  | 'remove-second-factor'

/** The part of a portal user that the audit keeps. Nothing in it lets anybody sign in. */
type AuditedState = Pick<PortalUser, 'email' | 'displayName' | 'customerId' | 'status' | 'language'>

function stateOf(user: AuditedState | null): string | null {
  if (!user) return null
  const { email, displayName, customerId, status, language } = user
  return JSON.stringify({ email, displayName, customerId, status, language })
}

/** A change of a portal user. */
export interface AuditedChange {
  action: AuditAction
  /** Null if the user was created. */
  before: AuditedState | null
  after: PortalUser
}

/** Records a change in the transaction that makes it: who, what, when, before and after. */
export async function recordAudit(
  { kysely, stored, now }: Transaction,
  { tenantId, actor }: { tenantId: string; actor: Actor },
  { action, before, after }: AuditedChange,
): Promise<void> {
  await kysely
    .insertInto('customer_portal_audit')
    .values({
      id: randomUUID(),
      tenant_id: tenantId,
      actor_kind: actor.kind,
      actor: actor.id.slice(0, 100),
      action,
      portal_user_id: after.id,
      state_before: stateOf(before),
      state_after: stateOf(after),
      created_at: stored('customer_portal_audit', 'created_at', now),
    })
    .execute()
}
