import { apiError } from '../api-error.ts'
import type { ItsmDatabase } from '../database/itsm/itsm-database.ts'

/**
 * Refuses texts that the ITSM's columns do not hold, before anything is written.
 *
 * @param texts what is to be written, by column; the columns are named as in the request
 * @throws VALIDATION_FAILED
 */
export function refuseTooLong(
  database: ItsmDatabase,
  table: 'tickets' | 'ticket_comments',
  texts: Record<string, string>,
): void {
  const tooLong = Object.entries(texts).filter(([column, text]) => !database.holds(table, column, text))
  if (tooLong.length === 0) return
  const message = 'is longer than the service desk can store'
  throw apiError(
    'VALIDATION_FAILED',
    undefined,
    tooLong.map(([column]) => ({ path: `body/${column}`, message })),
  )
}
