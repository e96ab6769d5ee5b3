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
  /** Counts an attempt under the key of its failures. @throws RATE_LIMITED */
  countAccount(failureKey: string): Promise<void>
}

/** An attempt to sign in. */
export interface SignInAttempt {
  credentials: SignInCredentials
  client: Client
  now: Date
}

/** A user whose credentials were right. */
export interface SignedIn {
  account: Account
  /** The hash that their password matched. It must still be stored when the session starts. Null without a password. */
  passwordHash: string | null
  codeCheck: CodeCheck
}

/** The number of bytes that bcrypt compares. */
const bcryptMaxBytes = 72

/**
 * Checks credentials. Every failure is counted, and is answered after a multiple of the same time. The attempts of one
 * account wait for one another, so that concurrent attempts cannot get around the delays. Names without an account are
 * queued too, so that waiting does not reveal whether an account exists.
 *
 * @throws INVALID_CREDENTIALS for wrong credentials of any kind; RATE_LIMITED while the account's attempts are delayed;
 *   SECOND_FACTOR_REQUIRED and INVALID_CODE only after the password was right
 */
export async function signIn(
  database: OutsideTransaction,
  services: SignInServices,
  attempt: SignInAttempt,
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
    return delay > 0 ? { delay } : checkCredentials(database, services, { ...attempt, account, key })
  })
  if (!('delay' in outcome)) return outcome
  await waitForConstantTime(began, services.refusalInterval)
  throw apiError('RATE_LIMITED', outcome.delay)
}

/** An attempt whose account was looked up. */
type LookedUpAttempt = SignInAttempt & { account: Account | null; key: string }

/** Checks the credentials of one attempt. The constant time begins here, after the attempt has waited for others. */
async function checkCredentials(
  database: OutsideTransaction,
  services: SignInServices,
  { account, key, ...attempt }: LookedUpAttempt,
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
 * Replaces the hash of a password that was right, if the hash is outdated.
 *
 * @returns the hash that is stored now; null if the account has another password in the meantime
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
