import { randomInt, timingSafeEqual } from 'node:crypto'
import type { Kysely } from 'kysely'
import { Secret, TOTP } from 'otpauth'
import type { SecondFactor } from '../../schemas/second-factor.ts'
import { isDuplicateKey } from '../database/duplicate-key.ts'
import type { ItsmDatabase } from '../database/itsm/itsm-database.ts'
import type { Tables } from '../database/tables.ts'
import { inTransaction } from '../database/transaction.ts'
import { sha256 } from '../sha256.ts'
import type { Sealing } from './sealing.ts'

/** Seconds that a code is shown; the one before and the one after it are taken too (RFC 6238, 5.2 and 6). */
const period = 30
const recoveryCodes = 10
/** What secrets of authenticator apps are sealed for. */
export const secondFactorContext = (portalUserId: string) => `second factor of ${portalUserId}`

/** How it went with a code. */
export type CodeCheck = 'no second factor' | 'right' | 'recovery code' | 'wrong'

/** The state of somebody's second factor. */
export async function findSecondFactor(database: ItsmDatabase, portalUserId: string): Promise<SecondFactor> {
  const isEnabled = await database.kysely
    .selectFrom('customer_portal_second_factors')
    .select('portal_user_id')
    .where('portal_user_id', '=', portalUserId)
    .where('confirmed_at', 'is not', null)
    .executeTakeFirst()
  const { left } = await database.kysely
    .selectFrom('customer_portal_recovery_codes')
    .select((eb) => eb.fn.countAll<number>().as('left'))
    .where('portal_user_id', '=', portalUserId)
    .executeTakeFirstOrThrow()
  return { isEnabled: isEnabled !== undefined, recoveryCodesLeft: Number(left) }
}

/**
 * Makes a secret for an authenticator app, in place of one that was not confirmed.
 *
 * @returns null where a second factor is switched on already
 */
export async function startSecondFactor(
  database: ItsmDatabase,
  sealing: Sealing,
  { portalUserId, email }: { portalUserId: string; email: string },
  now: Date,
): Promise<{ secret: string; uri: string } | null> {
  const secret = new Secret({ size: 20 })
  try {
    await inTransaction(database, now, async ({ kysely: transaction }) => {
      await transaction
        .deleteFrom('customer_portal_second_factors')
        .where('portal_user_id', '=', portalUserId)
        .where('confirmed_at', 'is', null)
        .execute()
      await transaction
        .insertInto('customer_portal_second_factors')
        .values({
          portal_user_id: portalUserId,
          sealed_secret: sealing.seal(secondFactorContext(portalUserId), secret.base32),
          confirmed_at: null,
          last_step: 0,
          created_at: database.stored('customer_portal_second_factors', 'created_at', now),
        })
        .execute()
    })
  } catch (error) {
    // One that is confirmed stays.
    if (isDuplicateKey(error)) return null
    throw error
  }
  return {
    secret: secret.base32,
    uri: new TOTP({ issuer: 'Customer Portal', label: email, secret, period }).toString(),
  }
}

/**
 * Switches the second factor on, once a code proves that the app is set up.
 *
 * @param also what belongs to it, in the same transaction
 * @returns the recovery codes, which are stored as hashes alone; a reason where it was not switched on
 */
export async function confirmSecondFactor(
  database: ItsmDatabase,
  sealing: Sealing,
  portalUserId: string,
  code: string,
  now: Date,
  also: (transaction: Kysely<Tables>) => Promise<void>,
): Promise<string[] | 'wrong code' | 'not started'> {
  return inTransaction(database, now, async ({ kysely: transaction }) => {
    const row = await transaction
      .selectFrom('customer_portal_second_factors')
      .select(['sealed_secret', 'confirmed_at'])
      .where('portal_user_id', '=', portalUserId)
      .executeTakeFirst()
    if (!row || row.confirmed_at) return 'not started'
    const step = stepOf(sealing.open(secondFactorContext(portalUserId), row.sealed_secret), code, now)
    if (step === null) return 'wrong code'
    const { numUpdatedRows } = await transaction
      .updateTable('customer_portal_second_factors')
      .set({
        confirmed_at: database.stored('customer_portal_second_factors', 'confirmed_at', now),
        last_step: step,
      })
      .where('portal_user_id', '=', portalUserId)
      .where('sealed_secret', '=', row.sealed_secret)
      .where('confirmed_at', 'is', null)
      .executeTakeFirst()
    // Another request has confirmed it, or begun anew.
    if (numUpdatedRows === 0n) return 'not started'
    const codes = Array.from({ length: recoveryCodes }, newRecoveryCode)
    await transaction
      .insertInto('customer_portal_recovery_codes')
      .values(codes.map((each) => ({ portal_user_id: portalUserId, code_hash: hashOf(each) })))
      .execute()
    await also(transaction)
    return codes
  })
}

/** Deletes secret and recovery codes. @returns whether there was a second factor */
export async function deleteSecondFactor(kysely: Kysely<Tables>, portalUserId: string): Promise<boolean> {
  // The secret first: whoever confirms it meanwhile has then put the codes down.
  const { numDeletedRows } = await kysely
    .deleteFrom('customer_portal_second_factors')
    .where('portal_user_id', '=', portalUserId)
    .executeTakeFirst()
  await kysely.deleteFrom('customer_portal_recovery_codes').where('portal_user_id', '=', portalUserId).execute()
  return numDeletedRows > 0n
}

/** Checks a code at sign-in and uses it up: neither a code of the app nor a recovery code is taken twice. */
export async function checkCode(
  database: ItsmDatabase,
  sealing: Sealing,
  portalUserId: string,
  code: string | undefined,
  now: Date,
): Promise<CodeCheck | 'missing'> {
  const row = await database.kysely
    .selectFrom('customer_portal_second_factors')
    .select(['sealed_secret', 'last_step'])
    .where('portal_user_id', '=', portalUserId)
    .where('confirmed_at', 'is not', null)
    .executeTakeFirst()
  if (!row) return 'no second factor'
  if (code === undefined) return 'missing'
  const typed = code.replace(/[\s-]/g, '').toLowerCase()
  if (!/^\d{6}$/.test(typed)) return (await takeRecoveryCode(database, portalUserId, typed)) ? 'recovery code' : 'wrong'
  const step = stepOf(sealing.open(secondFactorContext(portalUserId), row.sealed_secret), typed, now)
  if (step === null) return 'wrong'
  const { numUpdatedRows } = await database.kysely
    .updateTable('customer_portal_second_factors')
    .set({ last_step: step })
    .where('portal_user_id', '=', portalUserId)
    .where('last_step', '<', step)
    .executeTakeFirst()
  return numUpdatedRows > 0n ? 'right' : 'wrong'
}

async function takeRecoveryCode(database: ItsmDatabase, portalUserId: string, code: string): Promise<boolean> {
  const { numDeletedRows } = await database.kysely
    .deleteFrom('customer_portal_recovery_codes')
    .where('portal_user_id', '=', portalUserId)
    .where('code_hash', '=', hashOf(code))
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** The time step whose code this is; null where it is none of these seconds, or where the secret of the app is lost. */
function stepOf(secret: string | null, code: string, now: Date): number | null {
  if (secret === null) return null
  const totp = new TOTP({ secret: Secret.fromBase32(secret), period })
  const current = Math.floor(now.getTime() / 1000 / period)
  const given = Buffer.from(code)
  const steps = [current - 1, current, current + 1].filter((step) => {
    const expected = Buffer.from(totp.generate({ timestamp: step * period * 1000 }))
    return expected.length === given.length && timingSafeEqual(expected, given)
  })
  return steps.at(-1) ?? null
}

/** Letters and digits that are not taken for one another; 60 bits. */
const recoveryAlphabet = 'abcdefghjkmnpqrstuvwxyz23456789'

function newRecoveryCode(): string {
  const part = () => Array.from({ length: 4 }, () => recoveryAlphabet[randomInt(recoveryAlphabet.length)]).join('')
  return [part(), part(), part()].join('-')
}

function hashOf(recoveryCode: string): string {
  return sha256(recoveryCode.replaceAll('-', ''))
}
