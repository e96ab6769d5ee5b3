const minute = 60_000
const hour = 60 * minute
/** Up to so many days ago, a time is told relative to now. */
const relativeForDays = 6

/**
 * How long ago something happened, as people say it: `20 minutes ago`, `yesterday`.
 *
 * Days are those of the calendar: at one in the morning, yesterday evening is yesterday.
 *
 * @returns null where it is more than six days ago
 */
export function relativeTime(time: Date, now: Date, locale: string): string | null {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  // Clocks differ by seconds: nothing is told as being in the future.
  const age = Math.max(0, now.getTime() - time.getTime())
  if (age < hour) return age < minute ? format.format(0, 'second') : format.format(-Math.floor(age / minute), 'minute')
  const days = daysBetween(time, now)
  if (days === 0) return format.format(-Math.floor(age / hour), 'hour')
  return days <= relativeForDays ? format.format(-days, 'day') : null
}

/** Days of the calendar from one time to another, in the time zone of the browser. */
function daysBetween(from: Date, to: Date): number {
  const dayOf = (time: Date) => Date.UTC(time.getFullYear(), time.getMonth(), time.getDate()) / (24 * hour)
  return dayOf(to) - dayOf(from)
}
