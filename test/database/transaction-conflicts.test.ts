import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import t, { type Test } from 'tap'
import { checkItsm, type ItsmDatabase } from '../../src/database/itsm/itsm-database.ts'
import { inTransaction } from '../../src/database/transaction.ts'
import { isDatabaseUnavailable, isTransactionConflict } from '../../src/database/unavailable.ts'
import { demoIds } from '../../src/demo/people.ts'
import { createTestItsm, itsmSettings, onServer } from '../support/databases.ts'

const now = new Date('2026-03-01T09:30:00.000Z')

async function openItsm(t: Test): Promise<ItsmDatabase> {
  const { admin, drop } = await createTestItsm('mysql')
  t.teardown(drop)
  return (await checkItsm(admin, itsmSettings)).database
}

const rename = ({ kysely }: Pick<ItsmDatabase, 'kysely'>, name: string, id: string) =>
  kysely.updateTable('customer_portal_users').set({ display_name: name }).where('id', '=', id).execute()

const nameOf = async ({ kysely }: ItsmDatabase, id: string): Promise<string> => {
  const user = kysely.selectFrom('customer_portal_users').select('display_name').where('id', '=', id)
  return (await user.executeTakeFirstOrThrow()).display_name
}

const { katharina, mehmet } = demoIds
const conflicts = 7

const conflict = () => Object.assign(new Error('Deadlock found'), { code: 'ER_LOCK_DEADLOCK' })

/** Another transaction, heavier, so that the server lets it win each deadlock. It locks Mehmet, and later Katharina. */
async function startRival(database: ItsmDatabase) {
  const rival = await database.kysely.startTransaction().execute()
  await rival.updateTable('tickets').set({ title: 'Zeppelin' }).execute()
  await rename({ kysely: rival }, 'Rival', mehmet)
  return {
    takeOther: () => rename({ kysely: rival }, 'Rival', katharina),
    giveUp: () => rival.rollback().execute(),
  }
}

onServer(t, 'a transaction that meets others again and again is run until it gets through, once', async (t) => {
  const database = { ...(await openItsm(t)), timeout: 120_000 }
  let attempts = 0
  let committed = 0
  await inTransaction(database, now, async (transaction) => {
    attempts++
    transaction.onCommit(() => {
      committed++
    })
    if (attempts > conflicts) {
      await rename(transaction, `Kim ${attempts}`, katharina)
      await rename(transaction, `Max ${attempts}`, mehmet)
      return
    }
    const rival = await startRival(database)
    try {
      await rename(transaction, 'Kim', katharina)
      await Promise.all([rename(transaction, 'Max', mehmet), rival.takeOther()])
    } finally {
      await rival.giveUp()
    }
  })
  t.equal(attempts, conflicts + 1)
  t.equal(committed, 1)
  t.equal(await nameOf(database, katharina), `Kim ${conflicts + 1}`)
  t.equal(await nameOf(database, mehmet), `Max ${conflicts + 1}`)
})

onServer(t, 'a conflict ends the transaction once its time is over', async (t) => {
  const database = { ...(await openItsm(t)), timeout: 200 }
  const former = await nameOf(database, katharina)
  const losing = inTransaction(database, now, async (transaction) => {
    await rename(transaction, 'Kim', katharina)
    throw conflict()
  })
  await t.rejects(losing, { code: 'ER_LOCK_DEADLOCK' })
  t.equal(await nameOf(database, katharina), former)
})

onServer(t, 'a repetition that outlasts the time is not committed: the caller was told that it failed', async (t) => {
  const database = { ...(await openItsm(t)), timeout: 200 }
  const former = await nameOf(database, katharina)
  let attempts = 0
  const late = inTransaction(database, now, async (transaction) => {
    attempts++
    transaction.onCommit(() => t.fail('it was committed'))
    await rename(transaction, 'Kim', katharina)
    if (attempts === 1) throw conflict()
    await sleep(database.timeout)
  })
  await t.rejects(late, { code: 'ER_LOCK_DEADLOCK' })
  t.equal(await nameOf(database, katharina), former)
})

onServer(t, 'a COMMIT without an answer is not repeated: nobody knows whether it was carried out', async (t) => {
  const database = await openItsm(t)
  let attempts = 0
  const unknown = inTransaction(database, now, async (transaction) => {
    attempts++
    await rename(transaction, 'Kim', katharina)
    const [connection] = (await sql<{ id: number }>`select connection_id() as id`.execute(transaction.kysely)).rows
    await sql`kill ${sql.lit(connection?.id)}`.execute(database.kysely)
  })
  const error: unknown = await unknown.catch((error) => error)
  t.ok(isDatabaseUnavailable(error), String(error))
  t.notOk(isTransactionConflict(error))
  t.equal(attempts, 1)
})

t.test('which failures are conflicts', async (t) => {
  const failure = (code: string, message = '') => Object.assign(new Error(message), { code })
  const conflicts = [
    failure('ER_LOCK_DEADLOCK', 'Deadlock found when trying to get lock; try restarting transaction'),
    failure('ER_LOCK_WAIT_TIMEOUT', 'Lock wait timeout exceeded; try restarting transaction'),
    failure(
      'ER_TRANSACTION_ROLLBACK_DURING_COMMIT',
      'Plugin instructed the server to rollback the current transaction.',
    ),
    failure('ER_ERROR_DURING_COMMIT', 'Got error 149 "Lock deadlock; Retry transaction" during COMMIT'),
    failure('ER_ERROR_DURING_COMMIT', 'Got error 35 "Resource deadlock avoided" during COMMIT'),
  ]
  const others = [
    failure('ER_ERROR_DURING_COMMIT', 'Got error 6 "No such device or address" during COMMIT'),
    failure('ER_UNKNOWN_COM_ERROR', 'WSREP has not yet prepared node for application use'),
    failure('PROTOCOL_CONNECTION_LOST', 'Connection lost: The server closed the connection.'),
    failure('PROTOCOL_SEQUENCE_TIMEOUT', 'Query inactivity timeout'),
  ]
  t.same(conflicts.filter(isTransactionConflict), conflicts)
  t.same(others.filter(isTransactionConflict), [])
  const all = [...conflicts, ...others]
  t.same(all.filter(isDatabaseUnavailable), all, 'each is answered with 503 in the end')
})
