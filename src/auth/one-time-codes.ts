import { randomInt } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'

/** Seconds for which an app shows a code. The code before it and the one after it are accepted too (RFC 6238, 5.2 and 6). */
const period = 30

/** The context of encryption of the secrets of authenticator apps. */
export const secondFactorContext = (portalUserId: string) => `second factor of ${portalUserId}`

/** A new secret for an authenticator app. @param label what the app calls it */
export function newAppSecret(label: string): { secret: string; uri: string } {
  const secret = new Secret({ size: 20 })
  return { secret: secret.base32, uri: new TOTP({ issuer: 'Customer Portal', label, secret, period }).toString() }
}

/**
 * The time step whose code this is.
 *
 * @param secret null if it cannot be decrypted
 * @returns null if the code does not belong to the accepted time steps
 */
export function stepOf(secret: string | null, code: string, now: Date): number | null {
  if (secret === null) return null
  const totp = new TOTP({ secret: Secret.fromBase32(secret), period })
  const timestamp = now.getTime()
  const difference = totp.validate({ token: code, timestamp, window: 1 })
  return difference === null ? null : totp.counter({ timestamp }) + difference
}

/** The number of recovery codes of a user. */
const recoveryCodes = 10

/** Letters and digits that are easy to tell apart. A code has 60 random bits. */
const recoveryAlphabet = 'abcdefghjkmnpqrstuvwxyz23456789'

/** New recovery codes, for when the app is lost. */
export function newRecoveryCodes(): string[] {
  const part = () => Array.from({ length: 4 }, () => recoveryAlphabet[randomInt(recoveryAlphabet.length)]).join('')
  return Array.from({ length: recoveryCodes }, () => [part(), part(), part()].join('-'))
}
