import type { Kysely } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import type { Database, Dialect } from './connection.ts'
import * as portalUsers from './migrations/001-portal-users.ts'
import * as sessions from './migrations/002-sessions.ts'
import * as ticketNumbers from './migrations/003-ticket-numbers.ts'
import * as idempotencyKeys from './migrations/004-idempotency-keys.ts'
import * as accounts from './migrations/005-accounts.ts'
import { makeEmailsUnique } from './unique-emails.ts'

/** The migrations in order. A released migration is never changed; a new one is added instead. */
const migrations = {
  '001-portal-users': portalUsers,
  '002-sessions': sessions,
  '003-ticket-numbers': ticketNumbers,
  '004-idempotency-keys': idempotencyKeys,
  '005-accounts': accounts,
}

/**
 * Creates and upgrades the portal's own tables. It never touches a table of the ITSM. It can be run again, and by several
 * replicas at once: a lock of the database makes them wait for each other.
 *
 * @returns the names of the migrations that ran now
 * @throws the error of the migration that failed. Earlier migrations stay
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
    Object.entries(migrations).map(([name, { up }]) => [
      name,
      { up: (kysely: Kysely<unknown>) => up(kysely, dialect) },
    ]),
  )
}
