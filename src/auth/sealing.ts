import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import type { Settings } from '../config.ts'

/** Encrypts what must not lie readable in the database: authenticator secrets, and the links in mails to be sent. */
export interface Sealing {
  /** Encrypts with AES-256-GCM. @param context what it is for: sealed for one thing, it opens for no other */
  seal(context: string, plain: string): string
  /** @returns null for what was sealed for something else, changed, or sealed with a secret that is no longer known */
  open(context: string, sealed: string): string | null
  /** Seals with the secret of today what a former one has sealed. @returns what is sealed with it; null as above */
  renew(context: string, sealed: string): string | null
}

const algorithm = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16

/** The keys follow from JWT_SECRET and its predecessors, so that a rotation loses nothing; see sealing-anew.ts. */
export function createSealing({
  JWT_SECRET,
  JWT_PREVIOUS_SECRETS,
}: Pick<Settings, 'JWT_SECRET' | 'JWT_PREVIOUS_SECRETS'>): Sealing {
  const keys = [...(JWT_SECRET === undefined ? [] : [JWT_SECRET]), ...JWT_PREVIOUS_SECRETS].map((secret) =>
    Buffer.from(hkdfSync('sha256', secret, '', 'customer-portal sealing', 32)),
  )
  const seal = (context: string, plain: string): string => {
    const [key] = keys
    if (JWT_SECRET === undefined || !key) throw new Error('without JWT_SECRET nothing can be sealed')
    const nonce = randomBytes(nonceBytes)
    const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(context))
    const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
    return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url')
  }
  const openWith = (key: Buffer, context: string, sealed: string): string | null => {
    const bytes = Buffer.from(sealed, 'base64url')
    try {
      const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes })
      decipher.setAAD(Buffer.from(context)).setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
      return decipher.update(bytes.subarray(nonceBytes + tagBytes), undefined, 'utf8') + decipher.final('utf8')
    } catch {
      // Sealed with another secret, or not for this.
      return null
    }
  }
  const openWithAny = (candidates: Buffer[], context: string, sealed: string): string | null => {
    for (const key of candidates) {
      const plain = openWith(key, context, sealed)
      if (plain !== null) return plain
    }
    return null
  }
  return {
    seal,
    open: (context, sealed) => openWithAny(keys, context, sealed),
    renew: (context, sealed) => {
      const [current, ...former] = keys
      if (current && openWith(current, context, sealed) !== null) return sealed
      const plain = openWithAny(former, context, sealed)
      return plain === null ? null : seal(context, plain)
    },
  }
}
