import { useTranslations } from 'use-intl'
import { WarningIcon } from './icons.tsx'
import { useReload } from './use-reload.ts'

/** A page that could not be shown or loaded. */
export function BrokenPage() {
  const t = useTranslations('errors')
  const { reload, isAway } = useReload()
  return (
    <div className="empty" role="alert" data-testid="state-portal-broken">
      <span className="empty-icon">
        <WarningIcon />
      </span>
      <h1>{t('brokenTitle')}</h1>
      <p>{t(isAway ? 'brokenAway' : 'brokenText')}</p>
      <button type="button" className="button button-primary" onClick={reload} data-testid="btn-portal-reload">
        {t('reload')}
      </button>
    </div>
  )
}
