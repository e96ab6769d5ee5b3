import type { Transaction } from 'kysely'
import type { ItsmDatabase } from './itsm/itsm-database.ts'
import type { Tables } from './tables.ts'
import { isTransactionConflict } from './unavailable.ts'

const tries = 4

/**
 * Runs a transaction; runs it again when the database rolled it back only because it met another one (a deadlock).
 * Whatever it does must therefore happen inside the database.
 */
export async function inTransaction<T>(
  database: ItsmDatabase,
  work: (transaction: Transaction<Tables>) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await database.kysely.transaction().execute(work)
    } catch (error) {
      if (attempt === tries || !isTransactionConflict(error)) throw error
    }
  }
}
