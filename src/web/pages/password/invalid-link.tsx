import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { signInOptionsQuery } from '../../api/session.ts'
import { WarningIcon } from '../../ui/icons.tsx'
import { PageHeading } from '../../ui/page-heading.tsx'

/** A link that no longer works, and the ways on from here. */
export function InvalidLink() {
  const t = useTranslations('password')
  const { data: options } = useQuery(signInOptionsQuery())
  return (
    <>
      <PageHeading title={t('invalidTitle')} />
      <div className="notice notice-warning" role="alert" data-testid="notice-portal-link-invalid">
        <WarningIcon />
        <div className="notice-body">
          <p>{t('invalidText')}</p>
          <p>{t(options?.passwordReset ? 'invalidAsk' : 'invalidAskServiceDesk')}</p>
        </div>
      </div>
      {options?.passwordReset && (
        <Link className="button button-primary" to="/forgot-password" data-testid="link-portal-forgot-password">
          {t('newLink')}
        </Link>
      )}
      <p>
        <Link to="/login" data-testid="link-portal-login">
          {t('toLogin')}
        </Link>
      </p>
    </>
  )
}
