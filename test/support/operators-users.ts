import { randomUUID } from 'node:crypto'
import { hash } from 'bcrypt'
import { sql } from 'kysely'
import type { Dialect } from '../../src/database/connection.ts'
import { demoIds } from '../../src/demo/people.ts'
import { insertRows, type Row } from '../../src/demo/rows.ts'
import { createItsmTables, plainItsm } from '../../src/demo/schema.ts'
import { createEmptyDatabase, type TestItsm } from './databases.ts'

/** A bcrypt hash as the ITSM's own library, or a line of PHP or htpasswd, has written it. */
export async function bcryptHash(password: string, prefix: '$2a$' | '$2b$' | '$2y$'): Promise<string> {
  return (await hash(password, 4)).replace(/^\$2.\$/, () => prefix)
}

/** A row of the operators for one of the first customer's people. */
export function operatorsUser(email: string, passwordHash: string): Row {
  return {
    id: randomUUID(),
    tenant_id: demoIds.demoOrg,
    customer_id: demoIds.acme,
    email,
    display_name: `The owner of ${email}`,
    password_hash: passwordHash,
    created_at: '2025-02-03T04:05:06.789Z',
    note: 'put in by SQL',
  }
}

/**
 * An ITSM as it was before the portal, with a table of portal users of its own: no unique key, and a column that has
 * room for bcrypt alone.
 *
 * @param users the rows that operators have put in
 */
export async function createItsmWithUsers(dialect: Dialect, users: readonly Row[]): Promise<TestItsm> {
  const empty = await createEmptyDatabase(dialect)
  const { admin } = empty
  await createItsmTables(admin, { ...plainItsm, portalUsers: false })
  await sql`create table customer_portal_users (
    id varchar(36) not null primary key, tenant_id varchar(36) not null, customer_id varchar(36) not null,
    email varchar(255) not null, display_name varchar(255) not null, password_hash varchar(60) not null,
    created_at varchar(30) not null, note varchar(100))`.execute(admin.kysely)
  const since = '2025-01-15T08:00:00.000Z'
  await insertRows(admin, 'tenants', [
    { id: demoIds.demoOrg, name: 'Demo Organisation', slug: 'demo-org', created_at: since, updated_at: since },
  ])
  await insertRows(admin, 'customers', [
    { id: demoIds.acme, tenant_id: demoIds.demoOrg, name: 'ACME', created_at: since },
  ])
  await insertRows(admin, 'customer_portal_users', users)
  return { ...empty, dialect, url: empty.adminUrl, form: { kind: 'text' } }
}
