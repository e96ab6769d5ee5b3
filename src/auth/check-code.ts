import type { ItsmDatabase } from '../database/itsm/itsm-database.ts'
import type { Encryption } from '../encryption/encryption.ts'
import { secondFactorContext, stepOf } from './one-time-codes.ts'
import { findAppSecret, takeRecoveryCode, takeStep } from './second-factor-repository.ts'

/** The result of checking a code at sign-in. */
export type CodeCheck = 'no second factor' | 'right' | 'recovery code' | 'wrong'

/** Checks a code at sign-in and uses it up. A code of the app or a recovery code is accepted only once. */
export async function checkCode(
  database: ItsmDatabase,
  encryption: Encryption,
  { portalUserId, code, now }: { portalUserId: string; code: string | undefined; now: Date },
): Promise<CodeCheck | 'missing'> {
  const app = await findAppSecret(database, portalUserId)
  if (!app?.isConfirmed) return 'no second factor'
  if (code === undefined) return 'missing'
  const typed = code.replace(/[\s-]/g, '').toLowerCase()
  if (!/^\d{6}$/.test(typed)) return (await takeRecoveryCode(database, portalUserId, typed)) ? 'recovery code' : 'wrong'
  const step = stepOf(encryption.decrypt(secondFactorContext(portalUserId), app.encryptedSecret), typed, now)
  return step !== null && (await takeStep(database, portalUserId, step)) ? 'right' : 'wrong'
}
