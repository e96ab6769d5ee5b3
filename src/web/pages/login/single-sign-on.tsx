import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useSearchParams } from 'react-router'
import { useTranslations } from 'use-intl'
import { signInOptionsQuery } from '../../api/session.ts'
import { pageAfterLogin } from '../../layout/return-to.ts'
import { WarningIcon } from '../../ui/icons.tsx'

/** Milliseconds without a key after which an organisation counts as typed. */
const typedAfter = 400

interface Props {
  tenantSlug: string
  /** Called when the browser leaves for the identity provider. */
  onLeave: () => void
}

/** The way in through the identity provider of the organisation, where it has one; and why it did not work. */
export function SingleSignOn({ tenantSlug, onLeave }: Props) {
  const t = useTranslations('singleSignOn')
  const [search] = useSearchParams()
  const typed = useTyped(tenantSlug)
  const { data: options } = useQuery(signInOptionsQuery(typed))
  const error = search.get('error')
  const returnTo = encodeURIComponent(pageAfterLogin(search.get('returnTo')))
  return (
    <>
      {error !== null && (
        <div className="notice notice-error" role="alert" data-testid="error-portal-single-sign-on">
          <WarningIcon />
          <p className="notice-body">{t(textOf(error))}</p>
        </div>
      )}
      {options?.singleSignOn && typed === tenantSlug && (
        // The provider is another site: the browser itself goes there.
        <a
          className="button"
          href={`/api/v1/portal/auth/oidc/${encodeURIComponent(tenantSlug)}/start?returnTo=${returnTo}`}
          onClick={onLeave}
          data-testid="btn-portal-single-sign-on"
        >
          {t('signIn')}
        </a>
      )}
    </>
  )
}

/** The text for a code in the address; anybody can write there, so what is not known is not shown. */
function textOf(error: string) {
  if (error === 'SINGLE_SIGN_ON_REFUSED') return 'refused'
  if (error === 'RATE_LIMITED') return 'rateLimited'
  if (error === 'SINGLE_SIGN_ON_UNAVAILABLE' || error === 'SERVICE_UNAVAILABLE') return 'unavailable'
  return 'failed'
}

/** A text once it has stood still; what was there from the beginning counts at once. */
function useTyped(text: string): string {
  const [typed, setTyped] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setTyped(text), typedAfter)
    return () => clearTimeout(timer)
  }, [text])
  return typed
}
