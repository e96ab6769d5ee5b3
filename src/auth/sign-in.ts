import type { SignInCredentials } from '../../schemas/auth.ts'
import type { ErrorCode } from '../../schemas/errors.ts'
import type { ItsmDatabase } from '../database/itsm/itsm-database.ts'
import { inTransaction } from '../database/transaction.ts'
import { apiError } from '../plugins/errors.ts'
import type { MailSender } from '../plugins/mail.ts'
import type { Client } from './client.ts'
import { evenTime } from './even-time.ts'
import type { Passwords } from './passwords.ts'
import { type Account, findAccount, findAccountOf, noteSignIn, replacePasswordHash } from './repository.ts'
import { type CodeCheck, checkCode } from './second-factor.ts'
import { deleteOldSecurityEvents, recordSecurityEvent } from './security-log.ts'
import type { AuthServices } from './services.ts'
import { insertSession } from './sessions-repository.ts'
import { countFailure, failureKey, forgetFailures, secondsOfDelay } from './sign-in-delays.ts'

/** What signing in needs besides the ITSM. */
export type SignInServices = Pick<
  AuthServices,
  'passwords' | 'sealing' | 'lookUps' | 'inTurn' | 'toleratedFailures'
> & {
  mail: MailSender | undefined
  /** Counts a try of the account that failures are counted for. @throws RATE_LIMITED */
  countAccount(failureKey: string): Promise<void>
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
  database: ItsmDatabase,
  services: SignInServices,
  credentials: SignInCredentials,
  client: Client,
  now: Date,
): Promise<SignedIn> {
  const began = performance.now()
  const { account, key } = await services.lookUps(async () => {
    const account = await findAccount(database, credentials.tenantSlug, credentials.email)
    return { account, key: await failureKey(database, account, credentials, client) }
  })
  await services.countAccount(key).catch(async (error: unknown) => {
    await evenTime(began)
    throw error
  })
  const outcome = await services.inTurn(key, async () => {
    const delay = await services.lookUps(() => secondsOfDelay(database, key, now))
    return delay > 0 ? { delay } : tryCredentials(database, services, { account, key }, credentials, client, now)
  })
  if (!('delay' in outcome)) return outcome
  await evenTime(began)
  throw apiError('RATE_LIMITED', outcome.delay)
}

/** One try, whose time begins with it. */
async function tryCredentials(
  database: ItsmDatabase,
  services: SignInServices,
  { account, key }: { account: Account | null; key: string },
  { password, code }: SignInCredentials,
  client: Client,
  now: Date,
): Promise<SignedIn> {
  const began = performance.now()
  const refuse = async (code: ErrorCode): Promise<never> => {
    await noteFailure(database, services, account, key, client, now)
    await evenTime(began)
    throw apiError(code)
  }
  const { passwords } = services
  const matches = account
    ? await passwords.verify(account.passwordHash, password)
    : await passwords.verifyNothing(password)
  if (!account || !matches || !account.isActive) return refuse('INVALID_CREDENTIALS')
  const codeCheck = await checkCode(database, services.sealing, account.id, code, now)
  if (codeCheck === 'missing') throw apiError('SECOND_FACTOR_REQUIRED')
  if (codeCheck === 'wrong') return refuse('INVALID_CODE')
  const passwordHash = await renewHash(database, passwords, account, password)
  if (passwordHash === null) return refuse('INVALID_CREDENTIALS')
  await forgetFailures(database, key)
  return { account, passwordHash, codeCheck }
}

/** Counts a failed try; the user learns of it from the security log and, once tries are delayed, by mail. */
async function noteFailure(
  database: ItsmDatabase,
  { mail, toleratedFailures }: SignInServices,
  account: Account | null,
  key: string,
  client: Client,
  now: Date,
): Promise<void> {
  const delaysBegin = await countFailure(database, key, toleratedFailures, now)
  if (!account?.isActive) return
  await recordSecurityEvent(database.kysely, database, account.id, 'SIGN_IN_FAILED', client, now)
  if (!delaysBegin || !mail) return
  await mail.put(database.kysely, { ...account, portalUserId: account.id }, 'sign-in-delayed', null, now)
  mail.sendSoon()
}

/**
 * Puts the session of somebody who has signed in down, with what belongs to it.
 *
 * @throws INVALID_CREDENTIALS where the account was switched off, or got another password, since they were looked at:
 *   who changes either ends the sessions that are there, and this one would come after it
 */
export async function startSession(
  database: ItsmDatabase,
  { account, passwordHash, codeCheck }: SignedIn,
  session: { id: string; createdAt: Date; expiresAt: Date },
  client: Client,
): Promise<void> {
  const now = session.createdAt
  await inTransaction(database, now, async ({ kysely: transaction }) => {
    // First, since it also holds the row: what changes the account meanwhile waits, and ends the session with the others.
    if (!(await noteSignIn(transaction, database, account, passwordHash, client.language, now)))
      throw apiError('INVALID_CREDENTIALS')
    await insertSession(transaction, database, account.id, session, client)
    await recordSecurityEvent(transaction, database, account.id, 'SIGNED_IN', client, now)
    if (codeCheck === 'recovery code')
      await recordSecurityEvent(transaction, database, account.id, 'RECOVERY_CODE_USED', client, now)
    await deleteOldSecurityEvents(transaction, database, account.id, now)
  })
}

/**
 * Replaces the hash of a password that was right, where it is outdated.
 *
 * @returns the hash that is stored now; null where the account has another password meanwhile
 */
async function renewHash(
  database: ItsmDatabase,
  passwords: Passwords,
  { id, tenantId, passwordHash }: Account,
  password: string,
): Promise<string | null> {
  // bcrypt has compared only the beginning of a longer password, so the rest is not known to be right.
  const isKnownInFull = !passwordHash.startsWith('$2') || Buffer.byteLength(password) <= bcryptMaxBytes
  if (!isKnownInFull || !passwords.isOutdated(passwordHash)) return passwordHash
  const renewed = await passwords.hash(password)
  if (await replacePasswordHash(database.kysely, id, renewed, passwordHash)) return renewed
  // Another sign-in may have renewed it, or somebody may have changed it.
  const current = await findAccountOf(database, tenantId, id)
  return current && (await passwords.verify(current.passwordHash, password)) ? current.passwordHash : null
}
