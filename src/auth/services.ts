import pLimit, { type LimitFunction } from 'p-limit'
import type { Config } from '../config/settings.ts'
import type { Encryption } from '../encryption/encryption.ts'
import type { Mailer } from '../mail/mailer.ts'
import { createKeyedQueue, type KeyedQueue } from './keyed-queue.ts'
import { createPasswords, type Passwords } from './passwords.ts'

/** Services for changing accounts. */
export interface AccountServices {
  config: Config
  encryption: Encryption
  /** Undefined if SMTP is not configured. */
  mail: Mailer | undefined
  /** Clears the cache of all sessions, or of one. */
  forgetSessions(id?: string): void
  now: () => Date
}

/** Services for the routes of accounts. */
export interface AuthServices extends AccountServices {
  passwords: Passwords
  /** Limits concurrent look-ups of accounts, so that many sign-ins at once leave connections for other requests. */
  lookUps: LimitFunction
  /** Queues the sign-in attempts of each account. */
  accountQueue: KeyedQueue
  /** The number of failed attempts of one account before delays begin. */
  toleratedFailures: number
  /** Milliseconds. Refused sign-ins are answered at multiples of this time. */
  refusalInterval: number
}

export async function createAuthServices(
  services: AccountServices & Pick<AuthServices, 'refusalInterval'>,
): Promise<AuthServices> {
  const { config } = services
  return {
    ...services,
    passwords: await createPasswords(config),
    lookUps: pLimit(2),
    accountQueue: createKeyedQueue(),
    toleratedFailures: config.SIGN_IN_FAILURES_BEFORE_DELAY,
  }
}
