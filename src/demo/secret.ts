import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Config, isEmbedded, type Settings } from '../config/settings.ts'

/** The secret of the service: JWT_SECRET, or the secret of the embedded database. @returns undefined without either */
export function secretOf({ JWT_SECRET, DATABASE_URL }: Settings): string | undefined {
  return JWT_SECRET ?? (isEmbedded(DATABASE_URL) ? embeddedSecret(DATABASE_URL) : undefined)
}

/** The settings together with the secret of the service. @throws Error if there is no secret */
export function withSecret(settings: Settings): Config {
  const JWT_SECRET = secretOf(settings)
  if (JWT_SECRET === undefined) throw new Error('JWT_SECRET must be set')
  return { ...settings, JWT_SECRET }
}

/** The secret of the embedded database. It is made at the first start and kept in a file beside the database. */
function embeddedSecret(databaseUrl: string): string {
  const path = databaseUrl.slice('sqlite:'.length)
  if (path === ':memory:') return randomBytes(48).toString('base64')
  const file = `${path}.secret`
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    writeFileSync(file, randomBytes(48).toString('base64'), { mode: 0o600 })
  }
  return readFileSync(file, 'utf8')
}
