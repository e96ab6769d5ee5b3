import { useCallback, useEffect, useState } from 'react'
import { isPageServed } from '../page-served.ts'

/** Milliseconds between two looks for a server that is away. */
const interval = 5_000

/**
 * Loads a broken page anew, by itself once a server that was away is back.
 *
 * @returns how to do it now, and whether the server is away
 */
export function useReload(): { reload(): Promise<void>; isAway: boolean } {
  const [isAway, setIsAway] = useState(false)
  const reload = useCallback(async () => {
    if (await isPageServed()) window.location.reload()
    else setIsAway(true)
  }, [])
  useEffect(() => {
    // A page that breaks although the server is there would break again: that reload is left to people.
    isPageServed().then((isServed) => setIsAway(!isServed))
  }, [])
  useEffect(() => {
    if (!isAway) return
    const timer = setInterval(reload, interval)
    window.addEventListener('online', reload)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', reload)
    }
  }, [isAway, reload])
  return { reload, isAway }
}
