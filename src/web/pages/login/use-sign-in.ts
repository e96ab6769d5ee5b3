import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { isApiError } from '../../api/errors.ts'
import { signIn } from '../../api/session.ts'
import { pageAfterLogin } from '../../layout/return-to.ts'
import { tellOtherTabs } from '../../settings/signed-in-elsewhere.ts'
import { write } from '../../settings/storage.ts'

/** Where the organisation of the last sign-in is remembered. */
export const tenantKey = 'portal.tenant'

/** Signs in, leads on to the page that was asked for, and says when the account asks for a code. */
export function useSignIn() {
  const [search] = useSearchParams()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const [asksForCode, setAsksForCode] = useState(false)
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: signIn,
    onSuccess: (_, { tenantSlug }) => {
      write(tenantKey, tenantSlug)
      queryClient.clear()
      tellOtherTabs()
      navigate(pageAfterLogin(search.get('returnTo')), { replace: true })
    },
    onError: (reason) => {
      if (isApiError(reason, 'SECOND_FACTOR_REQUIRED')) setAsksForCode(true)
      if (isApiError(reason, 'INVALID_CREDENTIALS')) setAsksForCode(false)
    },
  })
  const startOver = () => {
    setAsksForCode(false)
    reset()
  }
  return { mutate, isPending, error, asksForCode, startOver }
}
