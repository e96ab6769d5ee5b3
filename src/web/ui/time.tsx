import { useState } from 'react'
import { useFormatter, useLocale, useNow } from 'use-intl'
import { relativeTime } from './relative-time.ts'
import './time.css'

/**
 * `ago`: how long ago, and the date where that is more than six days. `agoOrExact`: the same, and the date with the
 * time. `date`: the date. `exact`: the date with the time.
 */
type Style = 'ago' | 'agoOrExact' | 'date' | 'exact'

interface Props {
  at: string
  style?: Style
  /** It stands in a row that is a link as a whole, to a page that tells the exact time. */
  isInLink?: boolean
}

/** When something happened. A time that is not exact is a button: pressing it tells the exact one. */
export function Time({ at, style = 'ago', isInLink = false }: Props) {
  const format = useFormatter()
  const locale = useLocale()
  const now = useNow({ updateInterval: 30_000 })
  const [isExpanded, setIsExpanded] = useState(false)
  const time = new Date(at)
  const exact = format.dateTime(time, { dateStyle: 'medium', timeStyle: 'short' })
  const inWords = format.dateTime(time, { dateStyle: 'full', timeStyle: 'short' })
  const text = () => {
    const ago = style === 'ago' || style === 'agoOrExact' ? relativeTime(time, now, locale) : null
    if (ago !== null) return ago
    return style === 'ago' || style === 'date' ? format.dateTime(time, { dateStyle: 'medium' }) : exact
  }
  const short = text()
  if (isInLink || short === exact)
    return (
      <time dateTime={at} title={inWords}>
        {short}
      </time>
    )
  return (
    <button
      type="button"
      className="time"
      title={inWords}
      onClick={() => setIsExpanded(!isExpanded)}
      data-testid="btn-portal-time"
    >
      <time dateTime={at}>{isExpanded ? exact : short}</time>
    </button>
  )
}
