import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { profileQuery } from '../api/session.ts'
import { sessionEnded } from '../api/session-ended.ts'
import { onSignedInElsewhere } from '../settings/signed-in-elsewhere.ts'
import { endedSession } from './ended-session.ts'
import { loginPath } from './return-to.ts'

/** Pages that have nothing to do with who is signed in, and hold what a reload would lose. */
const outside = /^\/(forgot-password|password|admin)(\/|$)/

/** Leads to the sign-in page when the session has ended, and back to where one was afterwards. */
export function SessionGuard() {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const location = useLocation()

  useEffect(
    () =>
      sessionEnded.listen(() => {
        if (location.pathname === '/login') return
        const profile = queryClient.getQueryData(profileQuery.queryKey)
        if (profile) endedSession.keep(profile.email)
        navigate(loginPath(location), { replace: true, state: { ended: profile !== undefined } })
        queryClient.clear()
      }),
    [queryClient, navigate, location],
  )
  // Another tab signed in or out: this one must not go on showing what belongs to somebody else.
  const isOutside = outside.test(location.pathname)
  useEffect(() => (isOutside ? undefined : onSignedInElsewhere(() => window.location.reload())), [isOutside])
  return null
}
