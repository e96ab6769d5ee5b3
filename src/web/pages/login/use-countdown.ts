import { useEffect, useState } from 'react'
import type { ApiError } from '../../api/errors.ts'

/** Where the service does not say how long to wait, in seconds. */
const fallback = 60

/** @returns the seconds for which a refused request has to wait, all in all */
export function waitOf({ retryAfter = fallback }: ApiError): number {
  return retryAfter
}

/** @returns the seconds left until a refused request may be tried again */
export function useCountdown(refused: ApiError | null): number {
  const [now, setNow] = useState(() => Date.now())
  const [end, setEnd] = useState(0)
  useEffect(() => {
    if (!refused) return
    const began = Date.now()
    setNow(began)
    setEnd(began + waitOf(refused) * 1000)
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [refused])
  return refused ? Math.max(0, Math.ceil((end - now) / 1000)) : 0
}
