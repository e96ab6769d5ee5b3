import { sql } from 'kysely'
import { migrate } from '../../src/database/migrate.ts'
import type { TimestampForm } from '../../src/database/timestamps.ts'
import { createItsmTables, type ItsmVariant, plainItsm } from '../../src/demo/schema.ts'
import { seedDemo } from '../../src/demo/seed.ts'
import type { DatabaseServer } from './database-server.ts'
import { demoPasswordHash, open, type TestItsm } from './databases.ts'

/** Creates an ITSM with the demo data, migrated, on a server that a test has to itself. */
export async function createItsmOn(
  server: Pick<DatabaseServer, 'url'>,
  differences: Partial<ItsmVariant> = {},
): Promise<TestItsm> {
  const variant = { ...plainItsm, ...differences }
  const form: TimestampForm = variant.timestamps === 'datetime' ? { kind: 'datetime', precision: 3 } : { kind: 'text' }
  const root = open(server.url)
  await sql`create database itsm`.execute(root.kysely)
  await root.kysely.destroy()
  const url = `${server.url}/itsm`
  const admin = open(url)
  await createItsmTables(admin, variant)
  await seedDemo(admin, variant, form, new Date(), await demoPasswordHash)
  await migrate(admin)
  return { admin, adminUrl: url, url, dialect: 'mysql', form, drop: () => admin.kysely.destroy() }
}
