import { useTranslations } from 'use-intl'
import { isApiError } from '../../api/errors.ts'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { LockIcon } from '../../ui/icons.tsx'
import { PageHeading } from '../../ui/page-heading.tsx'

/** Why there is nothing to administer here, and what to do about it. */
export function NoAccess({ error, onRetry }: { error: Error; onRetry(): unknown }) {
  const t = useTranslations('administration')
  const reason = reasonOf(error)
  if (!reason)
    return (
      <div className="page">
        <PageHeading title={t('title')} />
        <ErrorNotice error={error} onRetry={onRetry} />
      </div>
    )
  return (
    <div className="empty empty-page" data-testid={`state-portal-admin-${reason}`}>
      <span className="empty-icon">
        <LockIcon />
      </span>
      <PageHeading title={t(`${reason}.title`)} />
      <p>{t(`${reason}.text`)}</p>
      <div className="empty-actions">
        {/* The ITSM has its own sign-in, at the root of the same address. */}
        <a className="button button-primary" href="/">
          {t('toItsm')}
        </a>
        <button type="button" className="button" onClick={() => onRetry()} data-testid="btn-portal-admin-retry">
          {t('retry')}
        </button>
      </div>
    </div>
  )
}

function reasonOf(error: Error): 'signedOut' | 'notAdministrator' | 'switchedOff' | null {
  if (isApiError(error, 'UNAUTHENTICATED')) return 'signedOut'
  if (isApiError(error, 'NOT_AN_ADMINISTRATOR')) return 'notAdministrator'
  return isApiError(error, 'ROUTE_NOT_FOUND') ? 'switchedOff' : null
}
