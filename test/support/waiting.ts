import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Database } from '../../src/database/connection.ts'

/**
 * Waits until another connection to the same MariaDB database waits for a lock.
 *
 * @param state how the server calls that, such as `User lock`
 */
export async function untilSomebodyWaits({ kysely }: Database, state: string): Promise<void> {
  for (;;) {
    const { rows } = await sql`select id from information_schema.processlist
      where db = database() and state = ${state}`.execute(kysely)
    if (rows.length > 0) return
    await sleep(20)
  }
}
