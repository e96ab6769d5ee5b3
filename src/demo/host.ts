import { argon2id, hash } from 'argon2'
import type { Database } from '../database/connection.ts'
import { readCatalogue } from '../database/host/catalogue.ts'
import { createMissingIndexes } from '../database/host/indexes.ts'
import { migrate } from '../database/migrate.ts'
import { demoPassword } from './people.ts'
import { createHostTables, plainHost } from './schema.ts'
import { seedDemo } from './seed.ts'

/** Makes the embedded database a host of its own: at the first start with tables and demo data, later just up to date. */
export async function prepareDemoHost(database: Database): Promise<void> {
  if (!(await isHost(database))) await createDemoHost(database)
  await migrate(database)
}

/** Whether there is a host in the database already. */
export async function isHost(database: Database): Promise<boolean> {
  return (await readCatalogue(database)).has('tenants')
}

/** Creates the tables of a host with the demo data, and the portal's own, in an empty database. */
export async function createDemoHost(database: Database): Promise<void> {
  const passwordHash = await hash(demoPassword, { type: argon2id, memoryCost: 19456, timeCost: 2, parallelism: 1 })
  // On the embedded database all or nothing: a start that was interrupted here begins anew the next time.
  await database.kysely.transaction().execute(async (kysely) => {
    const within: Database = { ...database, kysely }
    await createHostTables(within, plainHost)
    await seedDemo(within, plainHost, { kind: 'text' }, new Date(), passwordHash)
  })
  await migrate(database)
  await createMissingIndexes(database, () => {})
}
