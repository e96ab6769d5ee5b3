import { sql } from 'kysely'
import { migrate } from '../../src/database/migrate.ts'
import type { TimestampForm } from '../../src/database/timestamps.ts'
import { createHostTables, type HostVariant, plainHost } from '../../src/demo/schema.ts'
import { seedDemo } from '../../src/demo/seed.ts'
import { demoPasswordHash, open, type TestHost } from './databases.ts'
import type { MariaDbServer } from './mariadb.ts'

/** Creates a host with the demo data, migrated, on a server that a test has to itself. */
export async function createHostOn(server: MariaDbServer, differences: Partial<HostVariant> = {}): Promise<TestHost> {
  const variant = { ...plainHost, ...differences }
  const form: TimestampForm = variant.timestamps === 'datetime' ? { kind: 'datetime', precision: 3 } : { kind: 'text' }
  const root = open(server.url)
  await sql`create database host`.execute(root.kysely)
  await root.kysely.destroy()
  const url = `${server.url}/host`
  const admin = open(url)
  await createHostTables(admin, variant)
  await seedDemo(admin, variant, form, new Date(), await demoPasswordHash)
  await migrate(admin)
  return { admin, adminUrl: url, url, dialect: 'mysql', form, drop: () => admin.kysely.destroy() }
}
