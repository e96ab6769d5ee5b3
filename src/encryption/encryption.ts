import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import type { Settings } from '../config/settings.ts'

/** Encrypts values that must not be readable in the database, such as the secrets of authenticator apps. */
export interface Encryption {
  /**
   * Encrypts with AES-256-GCM.
   *
   * @param context the purpose of the text. It can be decrypted only for the same context
   * @throws Error without JWT_SECRET
   */
  encrypt(context: string, text: string): string
  /** @returns null if it was encrypted for another context, was changed, or no known secret decrypts it */
  decrypt(context: string, encrypted: string): string | null
  /**
   * Encrypts a value of a former secret again, with the current secret.
   *
   * @returns the same value if the current secret decrypts it already; null as for {@link decrypt}
   */
  encryptAgain(context: string, encrypted: string): string | null
}

const algorithm = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16

/** Derives one key for encryption from each secret. Stored values depend on this text: it must not change. */
const keyPurpose = 'customer-portal sealing'

/**
 * The keys are derived from JWT_SECRET and from the former secrets, so that a change of JWT_SECRET loses nothing. See
 * rotate-keys.ts.
 */
export function createEncryption({
  JWT_SECRET,
  JWT_PREVIOUS_SECRETS,
}: Pick<Settings, 'JWT_SECRET' | 'JWT_PREVIOUS_SECRETS'>): Encryption {
  const keys = [...(JWT_SECRET === undefined ? [] : [JWT_SECRET]), ...JWT_PREVIOUS_SECRETS].map((secret) =>
    Buffer.from(hkdfSync('sha256', secret, '', keyPurpose, 32)),
  )
  const encrypt = (context: string, text: string): string => {
    const [key] = keys
    if (JWT_SECRET === undefined || !key) throw new Error('JWT_SECRET is needed for encryption')
    const nonce = randomBytes(nonceBytes)
    const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(context))
    const bytes = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
    return Buffer.concat([nonce, cipher.getAuthTag(), bytes]).toString('base64url')
  }
  const decryptWithAny = (candidates: Buffer[], context: string, encrypted: string): string | null => {
    for (const key of candidates) {
      const text = decryptWith(key, context, encrypted)
      if (text !== null) return text
    }
    return null
  }
  return {
    encrypt,
    decrypt: (context, encrypted) => decryptWithAny(keys, context, encrypted),
    encryptAgain: (context, encrypted) => {
      const [current, ...former] = keys
      if (current && decryptWith(current, context, encrypted) !== null) return encrypted
      const text = decryptWithAny(former, context, encrypted)
      return text === null ? null : encrypt(context, text)
    },
  }
}

/** @returns null if it was encrypted with another key or for another context */
function decryptWith(key: Buffer, context: string, encrypted: string): string | null {
  const bytes = Buffer.from(encrypted, 'base64url')
  try {
    const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes })
    decipher.setAAD(Buffer.from(context)).setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
    return decipher.update(bytes.subarray(nonceBytes + tagBytes), undefined, 'utf8') + decipher.final('utf8')
  } catch {
    return null
  }
}
