import type { SignInCredentials } from '../../schemas/auth.ts'
import type { ErrorCode } from '../../schemas/errors.ts'
import type { Host } from '../database/host/host.ts'
import { inTransaction } from '../database/transaction.ts'
import { apiError } from '../plugins/errors.ts'
import type { MailSender } from '../plugins/mail.ts'
import type { Client } from './client.ts'
import { evenTime } from './even-time.ts'
import type { Passwords } from './passwords.ts'
import { type Account, findAccount, noteSignIn, replacePasswordHash } from './repository.ts'
import { type CodeCheck, checkCode } from './second-factor.ts'
import { deleteOldSecurityEvents, recordSecurityEvent } from './security-log.ts'
import type { AuthServices } from './services.ts'
import { insertSession } from './sessions-repository.ts'
import { countFailure, failureKey, forgetFailures, secondsOfDelay } from './sign-in-delays.ts'

/** What signing in needs besides the host. */
export type SignInServices = Pick<AuthServices, 'passwords' | 'sealing' | 'lookUps' | 'toleratedFailures'> & {
  mail: MailSender | undefined
}

/** Somebody who has proved who they are. */
export interface SignedIn {
  account: Account
  /** In place of the stored hash, where that is outdated. */
  newPasswordHash: string | null
  codeCheck: CodeCheck
}

/** bcrypt looks at no more than this many bytes. */
const bcryptMaxBytes = 72

/**
 * Holds credentials against the accounts. Every failure takes a multiple of the same time, and every one is counted.
 *
 * @throws INVALID_CREDENTIALS for every kind of wrong credentials alike; RATE_LIMITED while the account's tries are
 *   delayed; SECOND_FACTOR_REQUIRED and INVALID_CODE once the password was right
 */
export async function signIn(
  host: Host,
  services: SignInServices,
  credentials: SignInCredentials,
  client: Client,
  now: Date,
): Promise<SignedIn> {
  const began = performance.now()
  const { account, key, delay } = await services.lookUps(async () => {
    const account = await findAccount(host, credentials.tenantSlug, credentials.email)
    const key = await failureKey(host, account, credentials, client)
    return { account, key, delay: await secondsOfDelay(host, key, now) }
  })
  if (delay > 0) {
    await evenTime(began)
    throw apiError('RATE_LIMITED', delay)
  }
  const refuse = async (code: ErrorCode): Promise<never> => {
    await noteFailure(host, services, account, key, client, now)
    await evenTime(began)
    throw apiError(code)
  }
  const { passwords } = services
  const matches = account
    ? await passwords.verify(account.passwordHash, credentials.password)
    : await passwords.verifyNothing(credentials.password)
  if (!account || !matches || !account.isActive) return refuse('INVALID_CREDENTIALS')
  const codeCheck = await checkCode(host, services.sealing, account.id, credentials.code, now)
  if (codeCheck === 'missing') throw apiError('SECOND_FACTOR_REQUIRED')
  if (codeCheck === 'wrong') return refuse('INVALID_CODE')
  await forgetFailures(host, key)
  return { account, newPasswordHash: await rehash(passwords, account.passwordHash, credentials.password), codeCheck }
}

/** Counts a failed try; the user learns of it from the security log and, once tries are delayed, by mail. */
async function noteFailure(
  host: Host,
  { mail, toleratedFailures }: SignInServices,
  account: Account | null,
  key: string,
  client: Client,
  now: Date,
): Promise<void> {
  const delaysBegin = await countFailure(host, key, toleratedFailures, now)
  if (!account?.isActive) return
  await recordSecurityEvent(host.kysely, host, account.id, 'SIGN_IN_FAILED', client, now)
  if (!delaysBegin || !mail) return
  await mail.put(host.kysely, { ...account, portalUserId: account.id }, 'sign-in-delayed', null, now)
  mail.sendSoon()
}

/** Puts the session of somebody who has signed in down, with what belongs to it. */
export async function startSession(
  host: Host,
  { account, newPasswordHash, codeCheck }: SignedIn,
  session: { id: string; createdAt: Date; expiresAt: Date },
  client: Client,
): Promise<void> {
  const now = session.createdAt
  await inTransaction(host, async (transaction) => {
    await insertSession(transaction, host, account.id, session, client)
    await noteSignIn(transaction, host, account, client.language, now)
    if (newPasswordHash !== null)
      await replacePasswordHash(transaction, account.id, newPasswordHash, account.passwordHash)
    await recordSecurityEvent(transaction, host, account.id, 'SIGNED_IN', client, now)
    if (codeCheck === 'recovery code')
      await recordSecurityEvent(transaction, host, account.id, 'RECOVERY_CODE_USED', client, now)
    await deleteOldSecurityEvents(transaction, host, account.id, now)
  })
}

async function rehash(passwords: Passwords, stored: string, password: string): Promise<string | null> {
  if (!passwords.isOutdated(stored)) return null
  // bcrypt has compared only the beginning of a longer password, so the rest is not known to be right.
  if (stored.startsWith('$2') && Buffer.byteLength(password) > bcryptMaxBytes) return null
  return passwords.hash(password)
}
