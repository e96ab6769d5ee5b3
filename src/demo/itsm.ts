import { argon2id, hash } from 'argon2'
import type { Database } from '../database/connection.ts'
import { readCatalogue } from '../database/itsm/catalogue.ts'
import { createMissingIndexes } from '../database/itsm/indexes.ts'
import { migrate } from '../database/migrate.ts'
import { demoPassword } from './people.ts'
import { createItsmTables, plainItsm } from './schema.ts'
import { seedDemo } from './seed.ts'

/** Prepares the embedded database: the first start creates the tables and the demo data, later ones only migrate. */
export async function prepareDemoItsm(database: Database): Promise<void> {
  if (!(await isItsm(database))) await createDemoItsm(database)
  await migrate(database)
}

/** Whether there is an ITSM in the database already. */
export async function isItsm(database: Database): Promise<boolean> {
  return (await readCatalogue(database)).has('tenants')
}

/** Creates the tables of an ITSM with the demo data, and the portal's own, in an empty database. */
export async function createDemoItsm(database: Database): Promise<void> {
  const passwordHash = await hash(demoPassword, { type: argon2id, memoryCost: 19456, timeCost: 2, parallelism: 1 })
  // On the embedded database, an interrupted start is rolled back, and the next start begins again.
  await database.kysely.transaction().execute(async (kysely) => {
    const within: Database = { ...database, kysely }
    await createItsmTables(within, plainItsm)
    await seedDemo(within, { variant: plainItsm, form: { kind: 'text' }, now: new Date(), passwordHash })
  })
  await migrate(database)
  await createMissingIndexes(database, () => {})
}
