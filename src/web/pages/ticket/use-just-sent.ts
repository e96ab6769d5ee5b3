import { useEffect, useState } from 'react'
import { useLocation, useNavigate } from 'react-router'

/** What the form of a new ticket brings along to the page of the ticket. */
export const justSent = { isJustSent: true } as const

/** Whether the ticket was sent just now. It is so once: not after a reload, nor on the way back. */
export function useJustSent(): boolean {
  const { pathname, state } = useLocation()
  const navigate = useNavigate()
  const [isJustSent, setIsJustSent] = useState(false)
  const isArriving = typeof state === 'object' && state !== null && 'isJustSent' in state
  useEffect(() => {
    if (!isArriving) return
    setIsJustSent(true)
    navigate(pathname, { replace: true, state: null })
  }, [isArriving, pathname, navigate])
  return isJustSent
}
