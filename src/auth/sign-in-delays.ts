import type { SignInCredentials } from '../../schemas/auth.ts'
import { isDuplicateKey } from '../database/duplicate-key.ts'
import type { ItsmDatabase } from '../database/itsm/itsm-database.ts'
import { toIso } from '../database/timestamps.ts'
import type { Transaction } from '../database/transaction.ts'
import { sha256 } from '../sha256.ts'
import type { Client } from './client.ts'
import type { Account } from './repository.ts'
import { hasSignedInFrom } from './security-log.ts'

/** Milliseconds of the first delay. Each further failure doubles it. */
const firstDelay = 10_000
const longestDelay = 15 * 60_000
/** Milliseconds after the last failure until failures are forgotten. */
const rememberedFor = 24 * 60 * 60_000

/**
 * The key under which failures are counted. There is one for each account name, even if no such account exists. Failures
 * from an address from which the user has signed in before have a key of their own, so that a guessing stranger does not
 * lock the user out (OWASP, Slow Down Online Guessing Attacks with Device Cookies).
 */
export async function failureKey(
  database: ItsmDatabase,
  account: Account | null,
  { credentials, client }: { credentials: SignInCredentials; client: Client },
): Promise<string> {
  const { tenantSlug, email } = credentials
  const { address } = client
  const name = account ? [account.id] : [tenantSlug.toLowerCase(), email.toLowerCase()]
  const isKnown = account !== null && (await hasSignedInFrom(database, account.id, address))
  return sha256(JSON.stringify(isKnown ? [...name, address] : name))
}

/** The seconds until the next attempt is allowed; 0 if it is allowed now. */
export async function secondsOfDelay(database: ItsmDatabase, key: string, now: Date): Promise<number> {
  const row = await database.kysely
    .selectFrom('customer_portal_sign_in_failures')
    .select('blocked_until')
    .where('account_key', '=', key)
    .executeTakeFirst()
  const until = toIso(row?.blocked_until ?? null)
  return until === null ? 0 : Math.max(0, Math.ceil((Date.parse(until) - now.getTime()) / 1000))
}

/**
 * Counts a failed attempt for all replicas, and delays the next attempts if there were too many.
 *
 * @param tolerated the number of failures before delays begin
 * @returns whether delays began with this failure
 */
export async function countFailure(transaction: Transaction, key: string, tolerated: number): Promise<boolean> {
  const { kysely, now, stored } = transaction
  const failures = await addFailure(transaction, key)
  if (failures < tolerated) return false
  const delay = Math.min(firstDelay * 2 ** Math.min(failures - tolerated, 20), longestDelay)
  const blockedUntil = new Date(now.getTime() + delay)
  await kysely
    .updateTable('customer_portal_sign_in_failures')
    .set({ blocked_until: stored('customer_portal_sign_in_failures', 'blocked_until', blockedUntil) })
    .where('account_key', '=', key)
    .execute()
  return failures === tolerated
}

/** @returns the number of failures, including this one */
async function addFailure({ kysely, now, stored }: Transaction, key: string): Promise<number> {
  const lastFailedAt = (time: Date) => stored('customer_portal_sign_in_failures', 'last_failed_at', time)
  const forgottenBefore = lastFailedAt(new Date(now.getTime() - rememberedFor))
  await kysely.deleteFrom('customer_portal_sign_in_failures').where('last_failed_at', '<', forgottenBefore).execute()
  const add = kysely
    .updateTable('customer_portal_sign_in_failures')
    .set((eb) => ({ failures: eb('failures', '+', 1), last_failed_at: lastFailedAt(now) }))
    .where('account_key', '=', key)
  if ((await add.executeTakeFirst()).numUpdatedRows === 0n)
    try {
      await kysely
        .insertInto('customer_portal_sign_in_failures')
        .values({ account_key: key, failures: 1, last_failed_at: lastFailedAt(now), blocked_until: null })
        .execute()
    } catch (error) {
      if (!isDuplicateKey(error)) throw error
      await add.execute()
    }
  const row = await kysely
    .selectFrom('customer_portal_sign_in_failures')
    .select('failures')
    .where('account_key', '=', key)
    .executeTakeFirst()
  return row?.failures ?? 1
}

/** Deletes the failures of a key. Called after a successful sign-in. */
export async function forgetFailures(database: ItsmDatabase, key: string): Promise<void> {
  await database.kysely.deleteFrom('customer_portal_sign_in_failures').where('account_key', '=', key).execute()
}
