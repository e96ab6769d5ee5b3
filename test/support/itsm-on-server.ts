import { sql } from 'kysely'
import { type ItsmVariant, plainItsm } from '../../src/demo/schema.ts'
import type { DatabaseServer } from './database-server.ts'
import { fillItsm, formOf, open, type TestItsm } from './databases.ts'

/** Creates an ITSM with the demo data, migrated, on a server that a test has to itself. */
export async function createItsmOn(
  server: Pick<DatabaseServer, 'url'>,
  differences: Partial<ItsmVariant> = {},
): Promise<TestItsm> {
  const variant = { ...plainItsm, ...differences }
  const root = open(server.url)
  await sql`create database itsm`.execute(root.kysely)
  await root.kysely.destroy()
  const url = `${server.url}/itsm`
  const admin = open(url)
  await fillItsm(admin, variant)
  return {
    admin,
    adminUrl: url,
    url,
    dialect: 'mysql',
    form: formOf('mysql', variant),
    drop: () => admin.kysely.destroy(),
  }
}
