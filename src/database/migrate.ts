import { type Kysely, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import type { Database, Dialect } from './connection.ts'
import { readCatalogue } from './itsm/catalogue.ts'
import * as portalUsers from './migrations/001-portal-users.ts'
import * as sessions from './migrations/002-sessions.ts'
import * as ticketNumbers from './migrations/003-ticket-numbers.ts'
import * as idempotencyKeys from './migrations/004-idempotency-keys.ts'
import * as accounts from './migrations/005-accounts.ts'
import type { Tables } from './tables.ts'

/** The migrations in order. Once released, one is never changed; a new one is added instead. */
const migrations = {
  '001-portal-users': portalUsers,
  '002-sessions': sessions,
  '003-ticket-numbers': ticketNumbers,
  '004-idempotency-keys': idempotencyKeys,
  '005-accounts': accounts,
}

/**
 * Creates and upgrades the portal's own tables; never touches a table of the ITSM. Safe to run again, and by several
 * replicas at once: they take turns through a lock of the database.
 *
 * @returns the names of the migrations that were carried out now
 * @throws the error of the migration that failed; what was done before it stays
 */
export async function migrate(database: Database): Promise<string[]> {
  const migrator = new Migrator({
    db: database.kysely,
    migrationTableName: 'customer_portal_migrations',
    migrationLockTableName: 'customer_portal_migrations_lock',
    provider: { getMigrations: async () => bind(database.dialect) },
  })
  const { error, results = [] } = await migrator.migrateToLatest()
  if (error) throw error
  await makeEmailsUnique(database)
  return results.map((result) => result.migrationName)
}

function bind(dialect: Dialect): Record<string, Migration> {
  return Object.fromEntries(
    Object.entries(migrations).map(([name, { up }]) => [name, { up: (kysely: Kysely<Tables>) => up(kysely, dialect) }]),
  )
}

const uniqueEmail = 'customer_portal_users_email'

/**
 * The unique key on tenant and e-mail. Rows of the operators may stand in its way (the same address in two spellings):
 * then there is a plain index, sign-in refuses the address, the doctor names it, and the next `migrate` after it was
 * mended makes the key.
 */
async function makeEmailsUnique(database: Database): Promise<void> {
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
    // Another replica may have been faster.
    if (!(await hasIndex(database, name))) throw error
  }
}

async function hasIndex(database: Database, name: string): Promise<boolean> {
  const table = (await readCatalogue(database)).get('customer_portal_users')
  return table?.indexes.some((index) => index.name === name) ?? false
}

/** Addresses that several portal users of one tenant share when case is left aside. Nobody signs in through those. */
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
