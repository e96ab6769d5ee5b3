import { type Kysely, type SqlBool, sql } from 'kysely'
import { isDuplicateKey } from '../database/duplicate-key.ts'
import type { Tables } from '../database/tables.ts'
import type { Transaction } from '../database/transaction.ts'

const prefixes: Record<string, string> = { incident: 'INC', change: 'CHG', problem: 'PRB', request: 'REQ' }
const minimumDigits = 5

/**
 * The next ticket number of a tenant, type and year: `INC-2026-00042` (docs/itsm-database.md).
 *
 * Replicas take turns on the row of the series in `customer_portal_ticket_numbers`, which stays locked until the
 * transaction ends, so that none of them gives out a number twice. The number is one more than the highest known of
 * the series, by value: the highest that the portal gave out, or a higher one that agents have created since.
 *
 * @param transaction the one that inserts the ticket; its time decides on the year, in UTC like every timestamp of the
 *   ITSM
 */
export async function nextTicketNumber(
  { kysely, now }: Transaction,
  tenantId: string,
  ticketType: string,
): Promise<string> {
  const series = `${prefixes[ticketType]}-${now.getUTCFullYear()}-`
  const last = (await lockLast(kysely, tenantId, series)) ?? (await beginSeries(kysely, tenantId, series))
  const next = (await highestSince(kysely, { tenantId, series, last })) + 1
  await kysely
    .updateTable('customer_portal_ticket_numbers')
    .set({ last_number: next })
    .where('tenant_id', '=', tenantId)
    .where('series', '=', series)
    .execute()
  return format(series, next)
}

/** Takes the turn on a series. An UPDATE locks on every database, also where there is no SELECT … FOR UPDATE. */
async function lockLast(kysely: Kysely<Tables>, tenantId: string, series: string): Promise<number | undefined> {
  const { numUpdatedRows } = await kysely
    .updateTable('customer_portal_ticket_numbers')
    .set((eb) => ({ last_number: eb.ref('last_number') }))
    .where('tenant_id', '=', tenantId)
    .where('series', '=', series)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return undefined
  const row = await kysely
    .selectFrom('customer_portal_ticket_numbers')
    .select('last_number')
    .where('tenant_id', '=', tenantId)
    .where('series', '=', series)
    .executeTakeFirstOrThrow()
  return Number(row.last_number)
}

/** The first number of a series: everything that the ITSM holds of it counts, once. */
async function beginSeries(kysely: Kysely<Tables>, tenantId: string, series: string): Promise<number> {
  try {
    await kysely
      .insertInto('customer_portal_ticket_numbers')
      .values({ tenant_id: tenantId, series, last_number: 0 })
      .execute()
  } catch (error) {
    // Another replica began it a moment ago; its turn comes first.
    if (!isDuplicateKey(error)) throw error
    return (await lockLast(kysely, tenantId, series)) ?? 0
  }
  const row = await kysely
    .selectFrom('tickets')
    .select(highestOf(series))
    .where('tenant_id', '=', tenantId)
    .where('ticket_number', 'like', `${series}%`)
    .where(digitsOf(series), '<=', maximumDigits)
    .where(isCounted(series))
    .executeTakeFirst()
  return Number(row?.highest ?? 0)
}

/** Longer ones are not numbers that anybody counted up to. */
const maximumDigits = 12

/**
 * The highest number of the series that is above `last`. Numbers of one length are in the same order as text and by
 * value, so that a range of the index holds just those that came since; a longer number only exists where the shorter
 * ones have run out.
 */
async function highestSince(
  kysely: Kysely<Tables>,
  { tenantId, series, last }: { tenantId: string; series: string; last: number },
): Promise<number> {
  let highest = last
  for (let digits = digitsFor(last); digits <= maximumDigits; digits++) {
    const largest = 10 ** digits - 1
    const row = await kysely
      .selectFrom('tickets')
      .select(highestOf(series))
      .where('tenant_id', '=', tenantId)
      .where('ticket_number', '>', series + String(highest).padStart(digits, '0'))
      .where('ticket_number', '<=', series + largest)
      .where(digitsOf(series), '=', digits)
      .where(isCounted(series))
      .executeTakeFirst()
    highest = Math.max(highest, Number(row?.highest ?? 0))
    if (highest < largest) break
  }
  return highest
}

function digitsFor(number: number): number {
  return Math.max(minimumDigits, String(number).length)
}

function digitsOf(series: string) {
  return sql<number>`length(ticket_number) - ${sql.lit(series.length)}`
}

/**
 * Whether nothing but digits follows the series: `INC-2026-1e9` and `INC-2026-00042-A` are nobody's count. Said by
 * taking the digits away, because MySQL and SQLite share no regular expressions.
 */
function isCounted(series: string) {
  const rest = [...'0123456789'].reduce(
    (text, digit) => sql`replace(${text}, ${sql.lit(digit)}, '')`,
    sql`substr(ticket_number, ${sql.lit(series.length + 1)})`,
  )
  return sql<SqlBool>`length(${rest}) = 0`
}

/** The highest by value. MySQL casts text to SIGNED, SQLite to INTEGER; adding zero means the same in both. */
function highestOf(series: string) {
  return sql<number | null>`max(substr(ticket_number, ${sql.lit(series.length + 1)}) + 0)`.as('highest')
}

function format(series: string, number: number): string {
  return series + String(number).padStart(minimumDigits, '0')
}
