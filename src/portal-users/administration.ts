import type { AccountServices } from '../auth/services.ts'
import type { Settings } from '../config/settings.ts'
import type { OutsideTransaction } from '../database/transaction.ts'
import type { Actor } from './portal-user.ts'

/** Somebody who administers the portal users of one tenant, and what that needs. */
export interface Administration extends Pick<AccountServices, 'mail' | 'forgetSessions'> {
  database: OutsideTransaction
  settings: Settings
  tenantId: string
  actor: Actor
  now: Date
}
