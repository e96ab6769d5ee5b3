import type { Database } from '../database/connection.ts'
import { type EncryptedColumn, findEncryptedValues, replaceEncryptedValue } from './encrypted-columns-repository.ts'
import type { Encryption } from './encryption.ts'

/** The result of a key rotation. */
export interface KeyRotation {
  /** How many values were encrypted again with the current secret. */
  rotated: number
  /** How many values no known secret decrypts. They stay as they are. */
  undecryptable: number
}

const pageSize = 200

/**
 * Encrypts every value of a former secret again, with the current secret.
 *
 * @param stop ends the rotation early. The next rotation continues
 */
export async function rotateKeys(
  database: Database,
  encryption: Encryption,
  { columns, stop }: { columns: readonly EncryptedColumn[]; stop: AbortSignal },
): Promise<KeyRotation> {
  const done: KeyRotation = { rotated: 0, undecryptable: 0 }
  for (const column of columns) {
    let after = ''
    while (!stop.aborted) {
      const values = await findEncryptedValues(database, column, { after, limit: pageSize })
      for (const former of values) {
        const encrypted = encryption.encryptAgain(column.context(former.id), former.encrypted)
        if (encrypted === former.encrypted) continue
        if (encrypted === null) {
          done.undecryptable += 1
          continue
        }
        await replaceEncryptedValue(database, column, { former, encrypted })
        done.rotated += 1
      }
      if (values.length < pageSize) break
      after = values.at(-1)?.id ?? ''
    }
  }
  return done
}
