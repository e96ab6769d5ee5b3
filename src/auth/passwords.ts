import { hash as argon2Hash, argon2id, verify as argon2Verify, needsRehash } from 'argon2'
import { compare as bcryptCompare } from 'bcrypt'
import pLimit from 'p-limit'
import { maxPasswordBytes } from '../../schemas/auth.ts'
import { apiError } from '../api-error.ts'
import type { Settings } from '../config/settings.ts'

/** Hashes and checks passwords outside of the event loop, with a bounded number at once. */
export interface Passwords {
  /** Hashes a password with argon2id (OWASP, Password Storage). */
  hash(password: string): Promise<string>
  /** Whether the password matches the hash: argon2id, or bcrypt from SQL of operators. */
  verify(hash: string, password: string): Promise<boolean>
  /** Takes as long as a verification and returns false. For accounts without a hash. */
  verifyNothing(password: string): Promise<false>
  /** Whether a hash is weaker than the hashes that {@link hash} makes now. */
  isOutdated(hash: string): boolean
}

/** The largest number of requests that wait for a hash. Further requests get 503. */
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

/** Whether the account has a password. An invited user has none yet. */
function isHash(stored: string): boolean {
  return bcryptPrefix.test(stored) || stored.startsWith('$argon2')
}

/** Verifies a hash of either kind. No password matches a damaged hash. */
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

/** @throws VALIDATION_FAILED if the password is too long to be hashed */
export function assertFitsHashing(password: string): void {
  if (Buffer.byteLength(password) > maxPasswordBytes) throw apiError('VALIDATION_FAILED')
}
