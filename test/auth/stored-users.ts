import { sql } from 'kysely'
import { demoIds } from '../../src/demo/people.ts'
import type { TestPortal } from '../support/portal.ts'

/** What the database holds of the first demo user. */
export interface StoredUser {
  password_hash: string
  last_login: string | null
}

/** Reads the row of the first demo user. */
export async function storedUser({ itsm }: TestPortal): Promise<StoredUser> {
  const { rows } = await sql<StoredUser>`
    select password_hash, last_login from customer_portal_users where id = ${demoIds.katharina}`.execute(
    itsm.admin.kysely,
  )
  const [row] = rows
  if (!row) throw new Error('the demo user is gone')
  return row
}

/** Writes a hash into the row of the first demo user, as an operator does by SQL. */
export async function storePassword({ itsm }: Pick<TestPortal, 'itsm'>, passwordHash: string): Promise<void> {
  await sql`update customer_portal_users set password_hash = ${passwordHash} where id = ${demoIds.katharina}`.execute(
    itsm.admin.kysely,
  )
}
