import { Link } from 'react-router'
import { useTranslations } from 'use-intl'

/** The way on where the article did not help. */
export function StillStuck() {
  const t = useTranslations('article')
  return (
    <aside className="still-stuck" aria-label={t('stuckTitle')}>
      <div>
        <p className="notice-title">{t('stuckTitle')}</p>
        <p className="muted">{t('stuckText')}</p>
      </div>
      <Link className="button" to="/tickets/new" data-testid="btn-portal-article-ticket">
        {t('stuckAction')}
      </Link>
    </aside>
  )
}
