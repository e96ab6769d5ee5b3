import type { SignInCredentials } from '../../schemas/auth.ts'
import { isDuplicateKey } from '../database/duplicate-key.ts'
import type { ItsmDatabase } from '../database/itsm/itsm-database.ts'
import { toIso } from '../database/timestamps.ts'
import type { Transaction } from '../database/transaction.ts'
import { sha256 } from '../sha256.ts'
import type { Client } from './client.ts'
import type { Account } from './repository.ts'
import { hasSignedInFrom } from './security-log.ts'

/** The first delay, in milliseconds; each further failure doubles it. */
const firstDelay = 10_000
const longestDelay = 15 * 60_000
/** Failures are forgotten so long after the last one. */
const rememberedFor = 24 * 60 * 60_000

/**
 * Under which name failures are counted: that of the account, whether it exists or not. Failures from an address from
 * which the user has signed in before count on their own, so that a stranger who guesses does not keep the user out
 * (OWASP, Slow Down Online Guessing Attacks with Device Cookies).
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

/** For how many more seconds no further try is looked at; 0 where the next one may come. */
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
 * Counts a failed try, for all replicas, and delays the next ones once there were enough.
 *
 * @param tolerated so many failures go without a delay
 * @returns whether the delays began with this one
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

/** @returns how many there are now */
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

/** The user has proved who they are: what was counted under this name is forgotten. */
export async function forgetFailures(database: ItsmDatabase, key: string): Promise<void> {
  await database.kysely.deleteFrom('customer_portal_sign_in_failures').where('account_key', '=', key).execute()
}
