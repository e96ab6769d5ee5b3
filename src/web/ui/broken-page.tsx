import { useTranslations } from 'use-intl'
import { WarningIcon } from './icons.tsx'

/** A page that could not be shown or loaded. */
export function BrokenPage() {
  const t = useTranslations('errors')
  return (
    <div className="empty" role="alert" data-testid="state-portal-broken">
      <span className="empty-icon">
        <WarningIcon />
      </span>
      <h1>{t('brokenTitle')}</h1>
      <p>{t('brokenText')}</p>
      <button type="button" className="button button-primary" onClick={() => window.location.reload()}>
        {t('reload')}
      </button>
    </div>
  )
}
