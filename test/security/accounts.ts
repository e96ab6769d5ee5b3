import { hash as bcryptHash } from 'bcrypt'
import { sql } from 'kysely'
import { demoIds, demoPassword } from '../../src/demo/people.ts'
import { insertRows } from '../../src/demo/rows.ts'
import type { TestItsm } from '../support/databases.ts'

/** Puts accounts into the ITSM that must not tell themselves apart from one that does not exist. */
export async function insertAccounts(itsm: TestItsm): Promise<void> {
  const { kysely } = itsm.admin
  const { rows } = await sql<{ password_hash: string }>`
    select password_hash from customer_portal_users where id = ${demoIds.katharina}`.execute(kysely)
  const argon2 = rows[0]?.password_hash ?? ''
  const row = (id: string, email: string, passwordHash: string, isActive: number) => ({
    id,
    tenant_id: demoIds.demoOrg,
    customer_id: demoIds.acme,
    email,
    display_name: id,
    password_hash: passwordHash,
    is_active: isActive,
    created_at: '2026-01-01T00:00:00.000Z',
  })
  const onTable = sql.raw(itsm.dialect === 'mysql' ? 'on customer_portal_users' : '')
  await sql`drop index customer_portal_users_email ${onTable}`.execute(kysely)
  await insertRows(itsm.admin, 'customer_portal_users', [
    row('inactive', 'inactive@acme.example.com', argon2, 0),
    row('bcrypt', 'bcrypt@acme.example.com', await bcryptHash(demoPassword, 10), 1),
    row('ambiguous-1', 'twice@acme.example.com', argon2, 1),
    row('ambiguous-2', 'Twice@acme.example.com', argon2, 1),
    row('unusable', 'unusable@acme.example.com', 'no hash at all', 1),
  ])
  await sql`update customers set is_active = 0 where id = ${demoIds.globex}`.execute(kysely)
  await sql`update tenants set is_active = 0 where id = ${demoIds.nordwind}`.execute(kysely)
}

/** Every way in which signing in fails: the organisation, the e-mail and the password that are tried. */
export const failingTries = {
  'a wrong password': ['demo-org', 'portal@acme.example.com', 'wrong'],
  'an unknown organisation': ['nobody', 'portal@acme.example.com', demoPassword],
  'an unknown e-mail': ['demo-org', 'nobody@acme.example.com', demoPassword],
  'an account of another organisation': ['demo-org', 'henrik.claasen@hansa-shipping.example.com', demoPassword],
  'an inactive user': ['demo-org', 'inactive@acme.example.com', demoPassword],
  'an inactive customer': ['demo-org', 'priya.raman@globex.example.com', demoPassword],
  'an inactive organisation': ['nordwind', 'henrik.claasen@hansa-shipping.example.com', demoPassword],
  'a bcrypt account, wrong password': ['demo-org', 'bcrypt@acme.example.com', 'wrong'],
  'an address that is there twice': ['demo-org', 'twice@acme.example.com', demoPassword],
  'a hash that is none': ['demo-org', 'unusable@acme.example.com', 'no hash at all'],
  'an agent of the ITSM': ['demo-org', 'sabine.hofer@demo-org.example.com', demoPassword],
} satisfies Record<string, [string, string, string]>
