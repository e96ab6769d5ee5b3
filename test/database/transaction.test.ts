import { sql } from 'kysely'
import t, { type Test } from 'tap'
import type { Dialect } from '../../src/database/connection.ts'
import { checkItsm, type ErrorLog, type ItsmDatabase } from '../../src/database/itsm/itsm-database.ts'
import type { Placeholders } from '../../src/database/placeholders.ts'
import { prepared } from '../../src/database/prepared.ts'
import { inTransaction, type Transaction } from '../../src/database/transaction.ts'
import { demoIds } from '../../src/demo/people.ts'
import { createTestItsm, itsmSettings, onEachDatabase, onServer } from '../support/databases.ts'

const now = new Date('2026-03-01T09:30:00.000Z')

async function openItsm(t: Test, dialect: Dialect, log?: ErrorLog): Promise<ItsmDatabase> {
  const { admin, drop } = await createTestItsm(dialect)
  t.teardown(drop)
  return (await checkItsm(admin, itsmSettings, log)).database
}

const rename = ({ kysely }: ItsmDatabase, name: string, id: string = demoIds.katharina) =>
  kysely.updateTable('customer_portal_users').set({ display_name: name }).where('id', '=', id).execute()

const nameOf = async ({ kysely }: ItsmDatabase, id: string = demoIds.katharina): Promise<string> => {
  const user = kysely.selectFrom('customer_portal_users').select('display_name').where('id', '=', id)
  return (await user.executeTakeFirstOrThrow()).display_name
}

onEachDatabase(t, 'what is registered happens once the transaction has committed, in order', async (t, dialect) => {
  const database = await openItsm(t, dialect)
  const happened: string[] = []
  const result = await inTransaction(database, now, async (transaction) => {
    t.equal(transaction.now, now)
    transaction.onCommit(async () => {
      happened.push(`first: ${await nameOf(database)}`)
    })
    await rename(transaction, 'Kim')
    transaction.onCommit(() => {
      happened.push('second')
    })
    t.same(happened, [], 'nothing before the commit')
    return 'result'
  })
  t.equal(result, 'result')
  t.same(happened, ['first: Kim', 'second'], 'others see the change by then, and the caller comes last')
})

onEachDatabase(t, 'after a rollback nothing happens', async (t, dialect) => {
  const database = await openItsm(t, dialect)
  const former = await nameOf(database)
  const failing = inTransaction(database, now, async (transaction) => {
    transaction.onCommit(() => t.fail('it was rolled back'))
    await rename(transaction, 'Kim')
    throw new Error('no')
  })
  await t.rejects(failing, { message: 'no' })
  t.equal(await nameOf(database), former)
})

t.test('where the commit fails nothing happens', async (t) => {
  const database = await openItsm(t, 'sqlite')
  const failing = inTransaction(database, now, async (transaction) => {
    transaction.onCommit(() => t.fail('it was not committed'))
    // SQLite then looks at foreign keys when it commits.
    await sql`PRAGMA defer_foreign_keys = ON`.execute(transaction.kysely)
    await transaction.kysely.updateTable('tickets').set({ reporter_id: 'nobody' }).execute()
  })
  await t.rejects(failing, /FOREIGN KEY constraint failed/)
})

onEachDatabase(t, 'an attempt that the database rolled back leaves nothing to happen', async (t, dialect) => {
  const database = await openItsm(t, dialect)
  const happened: number[] = []
  let attempts = 0
  await inTransaction(database, now, async (transaction) => {
    const attempt = ++attempts
    transaction.onCommit(() => {
      happened.push(attempt)
    })
    await rename(transaction, `Kim ${attempt}`)
    if (attempt === 1) throw Object.assign(new Error('Deadlock found'), { code: 'ER_LOCK_DEADLOCK' })
  })
  t.same(happened, [2])
  t.equal(await nameOf(database), 'Kim 2')
})

onServer(t, 'of two transactions that meet, one is run again, and each happens once', async (t) => {
  const database = await openItsm(t, 'mysql')
  const happened: string[] = []
  let attempts = 0
  /** How many hold the row that they rename first. */
  let locked = 0
  let meet = () => {}
  const haveMet = new Promise<void>((resolve) => {
    meet = resolve
  })
  const change = (name: string, one: string, other: string) =>
    inTransaction(database, now, async (transaction) => {
      attempts++
      transaction.onCommit(() => {
        happened.push(name)
      })
      await rename(transaction, name, one)
      locked++
      if (locked === 2) meet()
      await haveMet
      await rename(transaction, name, other)
    })
  const { katharina, mehmet } = demoIds
  await Promise.all([change('Kim', katharina, mehmet), change('Max', mehmet, katharina)])
  t.equal(attempts, 3, 'the database rolled one of them back')
  t.same(happened.sort(), ['Kim', 'Max'])
  t.equal(await nameOf(database, katharina), await nameOf(database, mehmet))
})

onEachDatabase(t, 'an action that fails is logged and disturbs nobody', async (t, dialect) => {
  const logged: [error: unknown, message: string][] = []
  const database = await openItsm(t, dialect, { error: ({ err }, message) => logged.push([err, message]) })
  const failures = [new Error('at once'), new Error('later')]
  const happened: string[] = []
  const result = await inTransaction(database, now, async (transaction) => {
    transaction.onCommit(() => {
      throw failures[0]
    })
    transaction.onCommit(async () => {
      throw failures[1]
    })
    transaction.onCommit(() => {
      happened.push('last')
    })
    await rename(transaction, 'Kim')
    return 'result'
  })
  t.equal(result, 'result')
  t.equal(await nameOf(database), 'Kim')
  t.same(happened, ['last'])
  t.same(
    logged,
    failures.map((failure) => [failure, 'an action after a commit failed']),
  )
})

t.test('nothing can be registered once the transaction has ended', async (t) => {
  const database = await openItsm(t, 'sqlite')
  let ended: Transaction | undefined
  await inTransaction(database, now, async (transaction) => {
    ended = transaction
    transaction.onCommit(() => t.throws(() => transaction.onCommit(() => {}), /has ended/))
  })
  t.throws(() => ended?.onCommit(() => {}), /has ended/)
})

const selectName = prepared((kysely, { id }: Placeholders<{ id: string }>) =>
  kysely.selectFrom('customer_portal_users').select('display_name').where('id', '=', id),
)

onEachDatabase(t, 'a prepared query belongs to the transaction that asks it', async (t, dialect) => {
  const database = await openItsm(t, dialect)
  const names = (database: ItsmDatabase) => selectName(database, { id: demoIds.katharina })
  await inTransaction(database, now, async (transaction) => {
    await rename(transaction, 'Kim')
    t.same(await names(transaction), [{ display_name: 'Kim' }])
  })
  t.same(await names(database), [{ display_name: 'Kim' }])
})

t.test('what does not compile', async (t) => {
  const database = await openItsm(t, 'sqlite')
  await inTransaction(database, now, async (transaction) => {
    // @ts-expect-error TS2345: transactions are not nested
    await t.rejects(inTransaction(transaction, now, async () => {}))
  })

  t.equal(database.stored('tickets', 'created_at', now), now.toISOString())
  // @ts-expect-error TS2345: no such column
  database.stored('tickets', 'creatd_at', now)
  // @ts-expect-error TS2345: a column of another table
  database.stored('tickets', 'changed_at', now)
  // @ts-expect-error TS2345: not a timestamp
  database.stored('tickets', 'title', now)
  // @ts-expect-error TS2345: no such table
  database.stored('ticket', 'created_at', now)
  // @ts-expect-error TS2322: text that was not made for a timestamp column
  database.kysely.updateTable('tickets').set({ updated_at: now.toISOString() })
})
