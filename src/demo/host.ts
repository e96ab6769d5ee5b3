import { sql } from 'kysely'
import type { Database } from '../database/connection.ts'
import { readCatalogue } from '../database/host/catalogue.ts'
import { createMissingIndexes } from '../database/host/indexes.ts'
import { migrate } from '../database/migrate.ts'
import { createHostTables, plainHost } from './schema.ts'
import { seedDemo } from './seed.ts'

/** Makes the embedded database a host of its own: at the first start with tables and demo data, later just up to date. */
export async function prepareDemoHost(database: Database): Promise<void> {
  const isNew = !(await readCatalogue(database)).has('tenants')
  if (isNew) {
    // All or nothing: a start that was interrupted here begins anew the next time.
    await database.kysely.transaction().execute(async (kysely) => {
      const within: Database = { ...database, kysely }
      await createHostTables(within, plainHost)
      await seedDemo(within, plainHost, { kind: 'text' }, new Date())
    })
    await sql`pragma optimize`.execute(database.kysely)
  }
  await migrate(database)
  if (isNew) await createMissingIndexes(database, () => {})
}
