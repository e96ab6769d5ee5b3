declare const stored: unique symbol

/**
 * A stored timestamp: text in the form of its column. `ItsmDatabase.stored` creates it, and {@link toIso} reads it.
 */
export type StoredTimestamp = string & { readonly [stored]: true }

/**
 * How a timestamp column stores its values. ITSMs have both forms, sometimes in one database (docs/itsm-database.md).
 * - `text`: ISO 8601 in UTC, `2026-03-01T09:30:00.000Z`
 * - `datetime`: DATETIME or TIMESTAMP in UTC with this many digits after the second
 */
export type TimestampForm = { kind: 'text' } | { kind: 'datetime'; precision: number }

/**
 * Converts a time to the form of its column. Digits beyond the column's precision are cut off.
 * Repositories call `ItsmDatabase.stored`, which knows the form of each column.
 */
export function toStored(form: TimestampForm, time: Date): StoredTimestamp {
  return textOf(form, time) as StoredTimestamp
}

function textOf(form: TimestampForm, time: Date): string {
  const iso = time.toISOString()
  if (form.kind === 'text') return iso
  const seconds = iso.slice(0, 19).replace('T', ' ')
  return form.precision === 0 ? seconds : `${seconds}.${iso.slice(20, 23).padEnd(6, '0').slice(0, form.precision)}`
}

/**
 * Reads a timestamp in either form. A value without an offset is UTC.
 *
 * @returns RFC 3339 in UTC with milliseconds; null for null and for a value that is not a timestamp
 */
export function toIso(stored: string | null): string | null {
  if (stored === null) return null
  if (isoWithMilliseconds.test(stored)) return stored
  const withT = stored.trim().replace(' ', 'T')
  const time = new Date(/(Z|[+-]\d\d:?\d\d)$/i.test(withT) ? withT : `${withT}Z`)
  return Number.isNaN(time.getTime()) ? null : time.toISOString()
}

/** Like {@link toIso}, for a column that is never null. A value that is not a timestamp becomes 1970-01-01. */
export function toIsoRequired(stored: string): string {
  return toIso(stored) ?? '1970-01-01T00:00:00.000Z'
}

const isoWithMilliseconds = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
