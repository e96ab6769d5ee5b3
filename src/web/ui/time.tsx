import { useFormatter, useNow } from 'use-intl'

const day = 24 * 60 * 60 * 1000
/** Up to this age a time is told as how long ago it was. */
const relativeFor = 14 * day

/** `ago` becomes the date when that is long enough ago; `agoOrExact` the date with the time. */
type Style = 'ago' | 'agoOrExact' | 'date' | 'exact'

/** When something happened; the exact time is one look away. */
export function Time({ at, style = 'ago' }: { at: string; style?: Style }) {
  const format = useFormatter()
  const now = useNow({ updateInterval: 30_000 })
  const time = new Date(at)
  const exact = format.dateTime(time, { dateStyle: 'full', timeStyle: 'short' })
  const age = now.getTime() - time.getTime()
  const text = () => {
    const isRelative = (style === 'ago' || style === 'agoOrExact') && age < relativeFor
    // Clocks differ by seconds: nothing is told as being in the future.
    if (isRelative) return format.relativeTime(new Date(Math.min(time.getTime(), now.getTime())), now)
    if (style === 'ago' || style === 'date') return format.dateTime(time, { dateStyle: 'medium' })
    return format.dateTime(time, { dateStyle: 'medium', timeStyle: 'short' })
  }
  return (
    <time dateTime={at} title={exact}>
      {text()}
    </time>
  )
}
