import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { signInOptionsQuery } from '../../api/session.ts'

/** The way to a new password, where the service can send mails. */
export function ForgotPasswordLink({ tenantSlug }: { tenantSlug: string }) {
  const t = useTranslations('login')
  const { data } = useQuery(signInOptionsQuery())
  if (!data?.passwordReset) return null
  const search = tenantSlug === '' ? '' : `?tenant=${encodeURIComponent(tenantSlug)}`
  return (
    <p>
      <Link to={`/forgot-password${search}`} data-testid="link-portal-forgot-password">
        {t('forgot')}
      </Link>
    </p>
  )
}
