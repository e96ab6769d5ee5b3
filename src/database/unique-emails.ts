import { type Kysely, sql } from 'kysely'
import type { Database } from './connection.ts'
import { readCatalogue } from './itsm/catalogue.ts'
import type { Tables } from './tables.ts'

const uniqueEmail = 'customer_portal_users_email'

/**
 * Creates the unique key on tenant and e-mail. Existing rows with the same address in two spellings prevent it. Then a
 * plain index is created, sign-in refuses the address, and the doctor reports it. The next `migrate` after the rows were
 * corrected creates the unique key.
 */
export async function makeEmailsUnique(database: Database): Promise<void> {
  const { kysely } = database
  if (await hasIndex(database, uniqueEmail)) return
  const lookup = `${uniqueEmail}_lookup`
  const ambiguous = (await ambiguousEmails(kysely, 1)).length > 0
  if (ambiguous && (await hasIndex(database, lookup))) return
  const name = ambiguous ? lookup : uniqueEmail
  try {
    await sql
      .raw(`create ${ambiguous ? '' : 'unique '}index ${name} on customer_portal_users (tenant_id, email_key)`)
      .execute(kysely)
  } catch (error) {
    // Another replica may have created it in the meantime.
    if (!(await hasIndex(database, name))) throw error
  }
}

async function hasIndex(database: Database, name: string): Promise<boolean> {
  const table = (await readCatalogue(database)).get('customer_portal_users')
  return table?.indexes.some((index) => index.name === name) ?? false
}

/** Addresses that several portal users of a tenant share, regardless of case. Nobody can sign in with these. */
export async function ambiguousEmails(
  kysely: Kysely<Tables>,
  limit: number,
): Promise<{ tenantId: string; email: string }[]> {
  const rows = await kysely
    .selectFrom('customer_portal_users')
    .select(['tenant_id', 'email_key'])
    .groupBy(['tenant_id', 'email_key'])
    .having((eb) => eb.fn.countAll<number>(), '>', 1)
    .limit(limit)
    .execute()
  return rows.map((row) => ({ tenantId: row.tenant_id, email: row.email_key }))
}
