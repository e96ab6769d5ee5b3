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
   * Registers what must happen once the transaction has committed, such as sending a mail or forgetting what is cached.
   *
   * The actions run once, in order, after the commit that succeeded and before {@link inTransaction} returns. They never
   * run after a rollback, nor for an attempt that the database rolled back and that was run again. An action that fails
   * is logged; neither the other actions nor the caller notice, because what was committed stays.
   *
   * @throws once the transaction has ended
   */
  onCommit(action: CommitAction): void
}

/** An action after a commit. If it returns a promise, that is waited for. */
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
 * @throws what `work` throws, after the rollback; what the database throws when it cannot commit; the last conflict once
 *   the time is over, and then nothing was written
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
    // The caller may have been told that it failed: a repetition must not be committed after that.
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

/** Runs one attempt. @param actions takes what is registered for after the commit */
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
