import pLimit, { type LimitFunction } from 'p-limit'
import type { Config } from '../config.ts'
import { createPasswords, type Passwords } from './passwords.ts'
import { createSealing, type Sealing } from './sealing.ts'
import { createTurns, type InTurn } from './turns.ts'

/** What the routes of accounts share. */
export interface AuthServices {
  config: Config
  passwords: Passwords
  sealing: Sealing
  /** Looks accounts up a few at a time: however many sign in at once, other requests find a free connection. */
  lookUps: LimitFunction
  /** Takes the tries of one account one after the other. */
  inTurn: InTurn
  /** So many failed tries of one account go without a delay. */
  toleratedFailures: number
  now: () => Date
}

export async function createAuthServices(config: Config, now: () => Date): Promise<AuthServices> {
  return {
    config,
    passwords: await createPasswords(config),
    sealing: createSealing(config),
    lookUps: pLimit(2),
    inTurn: createTurns(),
    toleratedFailures: config.SIGN_IN_FAILURES_BEFORE_DELAY,
    now,
  }
}
