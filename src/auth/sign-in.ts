import { setTimeout as sleep } from 'node:timers/promises'
import { type Credentials, maxPasswordBytes } from '../../schemas/auth.ts'
import type { Host } from '../database/host/host.ts'
import type { Passwords } from './passwords.ts'
import { type Account, findAccount } from './repository.ts'

/**
 * Failed tries are answered only at multiples of this many milliseconds after they came in, so that the time tells
 * nothing of where they failed, or of which kind the stored hash is (OWASP, Authentication: error messages).
 */
const failureInterval = 500

/** bcrypt looks at no more than this many bytes. */
const bcryptMaxBytes = 72

/**
 * Holds credentials against the accounts.
 *
 * @returns the account, with a new hash where the stored one is outdated; null for every kind of failure alike
 */
export async function signIn(
  host: Host,
  passwords: Passwords,
  { tenantSlug, email, password }: Credentials,
): Promise<{ account: Account; newPasswordHash: string | null } | null> {
  const began = performance.now()
  const account = await findAccount(host, tenantSlug, email)
  const matches = account
    ? await passwords.verify(account.passwordHash, password)
    : await passwords.verifyNothing(password)
  if (!account || !matches || !account.isActive) {
    const elapsed = performance.now() - began
    await sleep(Math.ceil(elapsed / failureInterval) * failureInterval - elapsed)
    return null
  }
  return { account, newPasswordHash: await rehash(passwords, account.passwordHash, password) }
}

/** Whether a password is short enough to be hashed at all. */
export function fitsHashing(password: string): boolean {
  return Buffer.byteLength(password) <= maxPasswordBytes
}

async function rehash(passwords: Passwords, stored: string, password: string): Promise<string | null> {
  if (!passwords.isOutdated(stored)) return null
  // bcrypt has compared only the beginning of a longer password, so the rest is not known to be right.
  if (stored.startsWith('$2') && Buffer.byteLength(password) > bcryptMaxBytes) return null
  return passwords.hash(password)
}
