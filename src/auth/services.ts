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
  /** Undefined where SMTP is not configured. */
  mail: Mailer | undefined
  /** Forgets what is cached of all sessions, or of one. Each is looked up again at its next request. */
  forgetSessions(id?: string): void
  now: () => Date
}

/** Services for the routes of accounts. */
export interface AuthServices extends AccountServices {
  passwords: Passwords
  /** Looks accounts up a few at a time: however many sign in at once, other requests find a free connection. */
  lookUps: LimitFunction
  /** Queues the sign-in attempts of each account. */
  accountQueue: KeyedQueue
  /** The number of failed tries of one account that go without a delay. */
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
