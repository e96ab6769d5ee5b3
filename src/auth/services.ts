import pLimit, { type LimitFunction } from 'p-limit'
import type { Config } from '../config/settings.ts'
import type { Encryption } from '../encryption/encryption.ts'
import type { Mailer } from '../mail/mailer.ts'
import { createKeyedQueue, type KeyedQueue } from './keyed-queue.ts'
import { createPasswords, type Passwords } from './passwords.ts'

/** What those who change accounts have in common. */
export interface AccountServices {
  config: Config
  encryption: Encryption
  /** Undefined where SMTP is not configured. */
  mail: Mailer | undefined
  /** Called once sessions were ended: each, or the one of an id, is looked up again at its next request. */
  forgetSessions(id?: string): void
  now: () => Date
}

/** What the routes of accounts have in common. */
export interface AuthServices extends AccountServices {
  passwords: Passwords
  /** Looks accounts up a few at a time: however many sign in at once, other requests find a free connection. */
  lookUps: LimitFunction
  /** Queues the sign-in attempts of each account. */
  accountQueue: KeyedQueue
  /** So many failed tries of one account go without a delay. */
  toleratedFailures: number
}

export async function createAuthServices(services: AccountServices): Promise<AuthServices> {
  const { config } = services
  return {
    ...services,
    passwords: await createPasswords(config),
    lookUps: pLimit(2),
    accountQueue: createKeyedQueue(),
    toleratedFailures: config.SIGN_IN_FAILURES_BEFORE_DELAY,
  }
}
