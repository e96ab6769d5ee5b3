import type { SecondFactor } from '../../schemas/second-factor.ts'
import { isDuplicateKey } from '../database/duplicate-key.ts'
import type { ItsmDatabase } from '../database/itsm/itsm-database.ts'
import type { Transaction } from '../database/transaction.ts'
import type { EncryptedColumn } from '../encryption/encrypted-columns-repository.ts'
import { sha256 } from '../sha256.ts'
import { secondFactorContext } from './one-time-codes.ts'

/** The column of the encrypted secrets of authenticator apps. */
export const appSecretColumn: EncryptedColumn = {
  table: 'customer_portal_second_factors',
  id: 'portal_user_id',
  column: 'sealed_secret',
  context: secondFactorContext,
}

/** The state of somebody's second factor. */
export async function findSecondFactor({ kysely }: ItsmDatabase, portalUserId: string): Promise<SecondFactor> {
  const isEnabled = await kysely
    .selectFrom('customer_portal_second_factors')
    .select('portal_user_id')
    .where('portal_user_id', '=', portalUserId)
    .where('confirmed_at', 'is not', null)
    .executeTakeFirst()
  const { left } = await kysely
    .selectFrom('customer_portal_recovery_codes')
    .select((eb) => eb.fn.countAll<number>().as('left'))
    .where('portal_user_id', '=', portalUserId)
    .executeTakeFirstOrThrow()
  return { isEnabled: isEnabled !== undefined, recoveryCodesLeft: Number(left) }
}

/** The stored secret of an authenticator app. */
export interface AppSecret {
  /** Encrypted. */
  encryptedSecret: string
  /** Whether a first code has proved that the app is set up. */
  isConfirmed: boolean
}

/** The secret of somebody's authenticator app, confirmed or not; null if there is none. */
export async function findAppSecret({ kysely }: ItsmDatabase, portalUserId: string): Promise<AppSecret | null> {
  const row = await kysely
    .selectFrom('customer_portal_second_factors')
    .select(['sealed_secret', 'confirmed_at'])
    .where('portal_user_id', '=', portalUserId)
    .executeTakeFirst()
  return row ? { encryptedSecret: row.sealed_secret, isConfirmed: row.confirmed_at !== null } : null
}

/**
 * Inserts a secret. It replaces one that was not confirmed.
 *
 * @returns whether it was inserted. A confirmed secret stays
 */
export async function insertAppSecret(
  { kysely, stored, now }: Transaction,
  portalUserId: string,
  encryptedSecret: string,
): Promise<boolean> {
  await kysely
    .deleteFrom('customer_portal_second_factors')
    .where('portal_user_id', '=', portalUserId)
    .where('confirmed_at', 'is', null)
    .execute()
  try {
    await kysely
      .insertInto('customer_portal_second_factors')
      .values({
        portal_user_id: portalUserId,
        sealed_secret: encryptedSecret,
        confirmed_at: null,
        last_step: 0,
        created_at: stored('customer_portal_second_factors', 'created_at', now),
      })
      .execute()
    return true
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
    return false
  }
}

/**
 * Confirms a secret and inserts the recovery codes.
 *
 * @param step the time step of the code that confirms it
 * @returns whether it was confirmed. False if another request has confirmed it, or has started the setup again
 */
export async function confirmAppSecret(
  { kysely, stored, now }: Transaction,
  portalUserId: string,
  { encryptedSecret, step, recoveryCodes }: { encryptedSecret: string; step: number; recoveryCodes: readonly string[] },
): Promise<boolean> {
  const { numUpdatedRows } = await kysely
    .updateTable('customer_portal_second_factors')
    .set({ confirmed_at: stored('customer_portal_second_factors', 'confirmed_at', now), last_step: step })
    .where('portal_user_id', '=', portalUserId)
    .where('sealed_secret', '=', encryptedSecret)
    .where('confirmed_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return false
  await kysely
    .insertInto('customer_portal_recovery_codes')
    .values(recoveryCodes.map((code) => ({ portal_user_id: portalUserId, code_hash: hashOf(code) })))
    .execute()
  return true
}

/** Deletes secret and recovery codes. @returns whether there was a second factor */
export async function deleteSecondFactor({ kysely }: Transaction, portalUserId: string): Promise<boolean> {
  // The secret is deleted first. A concurrent confirmation has then inserted its codes, which are deleted too.
  const { numDeletedRows } = await kysely
    .deleteFrom('customer_portal_second_factors')
    .where('portal_user_id', '=', portalUserId)
    .executeTakeFirst()
  await kysely.deleteFrom('customer_portal_recovery_codes').where('portal_user_id', '=', portalUserId).execute()
  return numDeletedRows > 0n
}

/** Uses up the time step of a code, and all earlier steps. @returns false if it was used already */
export async function takeStep({ kysely }: ItsmDatabase, portalUserId: string, step: number): Promise<boolean> {
  const { numUpdatedRows } = await kysely
    .updateTable('customer_portal_second_factors')
    .set({ last_step: step })
    .where('portal_user_id', '=', portalUserId)
    .where('last_step', '<', step)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Uses up a recovery code. @returns whether it was valid */
export async function takeRecoveryCode({ kysely }: ItsmDatabase, portalUserId: string, code: string): Promise<boolean> {
  const { numDeletedRows } = await kysely
    .deleteFrom('customer_portal_recovery_codes')
    .where('portal_user_id', '=', portalUserId)
    .where('code_hash', '=', hashOf(code))
    .executeTakeFirst()
  return numDeletedRows > 0n
}

function hashOf(recoveryCode: string): string {
  return sha256(recoveryCode.replaceAll('-', ''))
}
