import { sql } from 'kysely'
import t from 'tap'
import { lockActiveUser } from '../../src/auth/repository.ts'
import { checkItsm } from '../../src/database/itsm/itsm-database.ts'
import { inTransaction } from '../../src/database/transaction.ts'
import { demoIds } from '../../src/demo/people.ts'
import { createTestItsm, itsmSettings, onEachDatabase } from '../support/databases.ts'

onEachDatabase(t, 'who is locked is on only where the user, the customer and the tenant are', async (t, dialect) => {
  const { admin, drop } = await createTestItsm(dialect)
  t.teardown(drop)
  const { database } = await checkItsm(admin, itsmSettings)
  const isOn = () =>
    inTransaction(database, new Date(), (transaction) => lockActiveUser(transaction, demoIds.katharina))
  t.ok(await isOn())
  for (const [table, id] of [
    ['customer_portal_users', demoIds.katharina],
    ['customers', demoIds.acme],
    ['tenants', demoIds.demoOrg],
  ] as const) {
    await sql`update ${sql.table(table)} set is_active = 0 where id = ${id}`.execute(admin.kysely)
    t.notOk(await isOn(), table)
    await sql`update ${sql.table(table)} set is_active = 1 where id = ${id}`.execute(admin.kysely)
  }
  t.ok(await isOn())
})
