import { useTranslations } from 'use-intl'
import type { ActiveSession } from '../../api/types.ts'
import { Time } from '../../ui/time.tsx'
import { useBrowserName } from './browser-name.ts'

/** One session: with what, from where, since when. */
export function SessionItem({ session, onEnd }: { session: ActiveSession; onEnd(): void }) {
  const t = useTranslations('security')
  const nameOf = useBrowserName()
  const browser = session.browser === null ? t('unknownBrowser') : nameOf(session.browser)
  return (
    <li className="account-item" data-testid="row-portal-session">
      <div>
        <p className="account-item-title">
          {browser} {session.isCurrent && <span className="account-current">{t('thisSession')}</span>}
        </p>
        <p className="hint">
          {session.address && <span>{t('from', { address: session.address })}</span>}
          <span>
            {t('signedIn')} <Time at={session.createdAt} style="exact" />
          </span>
          {session.lastUsedAt && (
            <span>
              {t('lastUsed')} <Time at={session.lastUsedAt} />
            </span>
          )}
        </p>
      </div>
      {!session.isCurrent && (
        <button
          type="button"
          className="button button-small"
          onClick={onEnd}
          aria-label={t('endOf', { browser })}
          data-testid="btn-portal-end-session"
        >
          {t('end')}
        </button>
      )}
    </li>
  )
}
