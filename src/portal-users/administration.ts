import type { AccountServices } from '../auth/services.ts'
import type { Settings } from '../config/settings.ts'
import type { OutsideTransaction } from '../database/transaction.ts'
import type { Actor } from './portal-user.ts'

/** The context of a change to portal users: the actor, the tenant and the services. */
export interface Administration extends Pick<AccountServices, 'mail' | 'forgetSessions'> {
  database: OutsideTransaction
  settings: Settings
  tenantId: string
  actor: Actor
  now: Date
}
