import { setTimeout as sleep } from 'node:timers/promises'
import { CompiledQuery } from 'kysely'
import type { Statement } from './connection.ts'
import type { ItsmDatabase } from './itsm/itsm-database.ts'
import { isTransactionConflict } from './unavailable.ts'

/** Milliseconds. The longest possible pause doubles with each conflict, up to the second. */
const [shortestBound, longestBound] = [20, 640]

/** The ITSM's database within one transaction. Every statement that goes through it belongs to the transaction. */
export interface Transaction extends ItsmDatabase {
  /** The time of the transaction. Every row that it writes has this time. */
  readonly now: Date
  /**
   * Registers an action for after the commit, such as sending a mail or clearing a cache.
   *
   * The actions run once, in order, after the successful commit and before {@link inTransaction} returns. They never run
   * after a rollback, and not for an attempt that was rolled back and run again. A failed action is logged. It affects
   * neither the other actions nor the caller, because the data is committed.
   *
   * @throws once the transaction has ended
   */
  onCommit(action: CommitAction): void
}

/** An action after a commit. A returned promise is awaited. */
export type CommitAction = () => unknown

/** The ITSM's database outside of a transaction: transactions are not nested. */
export type OutsideTransaction = ItsmDatabase & { readonly onCommit?: never }

/**
 * Runs a transaction. If it failed only because it met another one (a deadlock, or a conflict between the nodes of a
 * cluster, which COMMIT may report), it is run again after a pause, for as long as a query may take
 * (`DATABASE_TIMEOUT_MS`). Therefore `work` changes nothing but the database, and registers everything else with
 * `transaction.onCommit`.
 *
 * @param now the time of the transaction; the same when it is run again
 * @returns what `work` returns
 * @throws the error of `work`, after the rollback; the error of the commit; the last conflict after the time limit, and
 *   then nothing was written
 */
export async function inTransaction<T>(
  database: OutsideTransaction,
  now: Date,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  const deadline = performance.now() + database.timeout
  let conflict: unknown
  const workInTime = async (transaction: Transaction) => {
    const result = await work(transaction)
    // After this time, the caller may have been told that the request failed. It must not be committed later.
    if (conflict !== undefined && performance.now() > deadline) throw conflict
    return result
  }
  for (let conflicts = 0; ; conflicts++) {
    const actions: CommitAction[] = []
    let result: T
    try {
      result = await runOnce(database, now, { actions, work: workInTime })
    } catch (error) {
      if (!isTransactionConflict(error)) throw error
      conflict = error
      const pause = randomPause(conflicts)
      if (performance.now() + pause > deadline) throw error
      await sleep(pause)
      continue
    }
    await runActions(database, actions)
    return result
  }
}

/** A pause of random length, so that transactions that met do not meet again. @returns milliseconds */
function randomPause(earlierConflicts: number): number {
  return Math.random() * Math.min(shortestBound * 2 ** earlierConflicts, longestBound)
}

/** Runs one attempt. @param actions receives the actions for after the commit */
function runOnce<T>(
  database: OutsideTransaction,
  now: Date,
  { actions, work }: { actions: CommitAction[]; work: (transaction: Transaction) => Promise<T> },
): Promise<T> {
  let hasEnded = false
  const attempt = database.kysely.transaction().execute((kysely) =>
    work({
      ...database,
      kysely,
      run: async <Row>({ sql, parameters }: Statement) =>
        (await kysely.executeQuery<Row>(CompiledQuery.raw(sql, [...parameters]))).rows,
      now,
      onCommit(action) {
        if (hasEnded) throw new Error('The transaction has ended')
        actions.push(action)
      },
    }),
  )
  return attempt.finally(() => {
    hasEnded = true
  })
}

async function runActions({ log }: ItsmDatabase, actions: readonly CommitAction[]): Promise<void> {
  for (const action of actions)
    try {
      await action()
    } catch (error) {
      log.error({ err: error }, 'an action after a commit failed')
    }
}
