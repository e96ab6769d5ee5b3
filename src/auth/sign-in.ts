import type { SignInCredentials } from '../../schemas/auth.ts'
import type { ErrorCode } from '../../schemas/errors.ts'
import { apiError } from '../api-error.ts'
import type { ItsmDatabase } from '../database/itsm/itsm-database.ts'
import type { OutsideTransaction } from '../database/transaction.ts'
import { type CodeCheck, checkCode } from './check-code.ts'
import type { Client } from './client.ts'
import { waitForConstantTime } from './constant-time.ts'
import { noteFailedSignIn } from './note-failed-sign-in.ts'
import type { Passwords } from './passwords.ts'
import { type Account, findAccount, findAccountOf, replacePasswordHash } from './repository.ts'
import type { AuthServices } from './services.ts'
import { failureKey, forgetFailures, secondsOfDelay } from './sign-in-delays.ts'

/** Services for signing in. */
export type SignInServices = Pick<
  AuthServices,
  'passwords' | 'encryption' | 'lookUps' | 'accountQueue' | 'toleratedFailures' | 'refusalInterval' | 'mail'
> & {
  /** Counts a try of the account that failures are counted for. @throws RATE_LIMITED */
  countAccount(failureKey: string): Promise<void>
}

/** A try to sign in. */
export interface SignInTry {
  credentials: SignInCredentials
  client: Client
  now: Date
}

/** Somebody who has proved who they are. */
export interface SignedIn {
  account: Account
  /** The hash that their password fits, and that must still be theirs; null for who has not used a password. */
  passwordHash: string | null
  codeCheck: CodeCheck
}

/** bcrypt looks at no more than this many bytes. */
const bcryptMaxBytes = 72

/**
 * Holds credentials against the accounts. Every failure takes a multiple of the same time, and every one is counted.
 * Tries of one account wait for one another: no more of them are looked at than go without a delay, and what they wait
 * for tells nothing of the account.
 *
 * @throws INVALID_CREDENTIALS for every kind of wrong credentials alike; RATE_LIMITED while the account's tries are
 *   delayed; SECOND_FACTOR_REQUIRED and INVALID_CODE once the password was right
 */
export async function signIn(
  database: OutsideTransaction,
  services: SignInServices,
  attempt: SignInTry,
): Promise<SignedIn> {
  const began = performance.now()
  const { credentials, client, now } = attempt
  const { account, key } = await services.lookUps(async () => {
    const account = await findAccount(database, credentials.tenantSlug, credentials.email)
    return { account, key: await failureKey(database, account, { credentials, client }) }
  })
  await services.countAccount(key).catch(async (error: unknown) => {
    await waitForConstantTime(began, services.refusalInterval)
    throw error
  })
  const outcome = await services.accountQueue(key, async () => {
    const delay = await services.lookUps(() => secondsOfDelay(database, key, now))
    return delay > 0 ? { delay } : tryCredentials(database, services, { ...attempt, account, key })
  })
  if (!('delay' in outcome)) return outcome
  await waitForConstantTime(began, services.refusalInterval)
  throw apiError('RATE_LIMITED', outcome.delay)
}

/** A try whose account was looked up. */
type LookedUpTry = SignInTry & { account: Account | null; key: string }

/** One try, whose time begins with it. */
async function tryCredentials(
  database: OutsideTransaction,
  services: SignInServices,
  { account, key, ...attempt }: LookedUpTry,
): Promise<SignedIn> {
  const began = performance.now()
  const { client, now } = attempt
  const { password, code } = attempt.credentials
  const { passwords } = services
  const refuse = async (code: ErrorCode): Promise<never> => {
    await noteFailedSignIn(database, services, { account, key, client, now })
    await waitForConstantTime(began, services.refusalInterval)
    throw apiError(code)
  }
  const matches = account
    ? await passwords.verify(account.passwordHash, password)
    : await passwords.verifyNothing(password)
  if (!account || !matches || !account.isActive) return refuse('INVALID_CREDENTIALS')
  const codeCheck = await checkCode(database, services.encryption, { portalUserId: account.id, code, now })
  if (codeCheck === 'missing') throw apiError('SECOND_FACTOR_REQUIRED')
  if (codeCheck === 'wrong') return refuse('INVALID_CODE')
  const passwordHash = await renewHash(database, passwords, { account, password })
  if (passwordHash === null) return refuse('INVALID_CREDENTIALS')
  await forgetFailures(database, key)
  return { account, passwordHash, codeCheck }
}

/**
 * Replaces the hash of a password that was right, where it is outdated.
 *
 * @returns the hash that is stored now; null where the account has another password meanwhile
 */
async function renewHash(
  database: ItsmDatabase,
  passwords: Passwords,
  { account, password }: { account: Account; password: string },
): Promise<string | null> {
  const { id, tenantId, passwordHash } = account
  // bcrypt has compared only the beginning of a longer password, so the rest is not known to be right.
  const isKnownInFull = !passwordHash.startsWith('$2') || Buffer.byteLength(password) <= bcryptMaxBytes
  if (!isKnownInFull || !passwords.isOutdated(passwordHash)) return passwordHash
  const renewed = await passwords.hash(password)
  if (await replacePasswordHash(database, id, { passwordHash: renewed, former: passwordHash })) return renewed
  // Another sign-in may have renewed it, or somebody may have changed it.
  const current = await findAccountOf(database, tenantId, id)
  return current && (await passwords.verify(current.passwordHash, password)) ? current.passwordHash : null
}
