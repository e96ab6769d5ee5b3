import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import type { Settings } from '../config.ts'

/** Encrypts what must not lie readable in the database: authenticator secrets, and the links in mails to be sent. */
export interface Sealing {
  /** Encrypts with AES-256-GCM. @param context what it is for: sealed for one thing, it opens for no other */
  seal(context: string, plain: string): string
  /** @throws SealBroken */
  open(context: string, sealed: string): string
  /** Seals with the secret of today what was sealed with a former one. @returns null where it is; @throws SealBroken */
  renew(context: string, sealed: string): string | null
}

/** What was sealed was sealed for something else, was changed, or was sealed with a secret that is no longer known. */
export class SealBroken extends Error {}

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
  const openWithAny = (context: string, sealed: string): { plain: string; isCurrent: boolean } => {
    const bytes = Buffer.from(sealed, 'base64url')
    for (const [position, key] of keys.entries()) {
      try {
        const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes })
        decipher.setAAD(Buffer.from(context)).setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
        const plain = decipher.update(bytes.subarray(nonceBytes + tagBytes), undefined, 'utf8') + decipher.final('utf8')
        return { plain, isCurrent: position === 0 }
      } catch {
        // Sealed with another secret, or not for this.
      }
    }
    throw new SealBroken(`nothing sealed for ${context} with a known secret`)
  }
  return {
    seal,
    open: (context, sealed) => openWithAny(context, sealed).plain,
    renew: (context, sealed) => {
      const { plain, isCurrent } = openWithAny(context, sealed)
      return isCurrent ? null : seal(context, plain)
    },
  }
}
