import { hash as argon2Hash, argon2id, verify as argon2Verify, needsRehash } from 'argon2'
import { compare as bcryptCompare } from 'bcrypt'
import pLimit from 'p-limit'
import { maxPasswordBytes } from '../../schemas/auth.ts'
import { apiError } from '../api-error.ts'
import type { Settings } from '../config/settings.ts'

/** Hashing and checking passwords, never more than a set number at once and never on the event loop. */
export interface Passwords {
  /** Hashes a password with argon2id (OWASP, Password Storage). */
  hash(password: string): Promise<string>
  /** Whether the password is the one of the hash: argon2id, or bcrypt as operators' SQL has left it. */
  verify(hash: string, password: string): Promise<boolean>
  /** Takes as long as a verification, for where there is no hash to verify, and says no. */
  verifyNothing(password: string): Promise<false>
  /** Whether a hash is weaker than what {@link hash} makes now. */
  isOutdated(hash: string): boolean
}

/** As many requests may wait for their hash; further ones are told to come back (503). Each waiting one is small. */
const maxWaiting = 500

export async function createPasswords(config: Settings): Promise<Passwords> {
  const parameters = {
    memoryCost: config.ARGON2_MEMORY_KIB,
    timeCost: config.ARGON2_ITERATIONS,
    parallelism: config.ARGON2_PARALLELISM,
  }
  const limit = pLimit(config.PASSWORD_HASH_CONCURRENCY)
  const queued = <T>(task: () => Promise<T>): Promise<T> => {
    if (limit.pendingCount >= maxWaiting) throw apiError('SERVICE_UNAVAILABLE')
    return limit(task)
  }
  const hash = (password: string) => queued(() => argon2Hash(password, { ...parameters, type: argon2id }))
  const hashOfNobody = await hash('')
  const verifyNothing = async (password: string): Promise<false> => {
    await queued(() => verifyAny(hashOfNobody, password))
    return false
  }
  const verify = (stored: string, password: string) =>
    isHash(stored) ? queued(() => verifyAny(stored, password)) : verifyNothing(password)

  return {
    hash,
    verify,
    verifyNothing,
    isOutdated: (stored) => !stored.startsWith('$argon2id$') || needsRehash(stored, parameters),
  }
}

const bcryptPrefix = /^\$2[aby]\$/

/** Whether there is something to verify at all: a portal user who was invited has no password yet. */
function isHash(stored: string): boolean {
  return bcryptPrefix.test(stored) || stored.startsWith('$argon2')
}

/** A hash that is damaged fits no password. */
async function verifyAny(stored: string, password: string): Promise<boolean> {
  try {
    // `$2y$` is what PHP and htpasswd call today's `$2b$`.
    if (bcryptPrefix.test(stored))
      return await bcryptCompare(
        password,
        stored.replace(bcryptPrefix, (prefix) => prefix.replace('y', 'b')),
      )
    return await argon2Verify(stored, password)
  } catch {
    return false
  }
}

/** @throws VALIDATION_FAILED for a password that is too long to be hashed at all */
export function assertFitsHashing(password: string): void {
  if (Buffer.byteLength(password) > maxPasswordBytes) throw apiError('VALIDATION_FAILED')
}
