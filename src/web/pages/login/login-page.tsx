import { useLocation } from 'react-router'
import { useTranslations } from 'use-intl'
import { Preferences } from '../../layout/preferences.tsx'
import { BookIcon, CheckIcon, InfoIcon, Logo, TicketIcon } from '../../ui/icons.tsx'
import { PageHeading } from '../../ui/page-heading.tsx'
import { LoginForm } from './login-form.tsx'
import './login.css'

function hasEnded(state: unknown): boolean {
  return typeof state === 'object' && state !== null && 'ended' in state && state.ended === true
}

/** Signing in. */
export default function LoginPage() {
  const t = useTranslations('login')
  const location = useLocation()
  return (
    <main className="login" data-testid="page-portal-login">
      <section className="login-form-side">
        <div className="login-box">
          <p className="login-brand">
            <Logo /> {t('product')}
          </p>
          <PageHeading title={t('title')} />
          {hasEnded(location.state) ? (
            <p className="notice notice-info" role="status" data-testid="notice-portal-session-ended">
              <InfoIcon /> <span className="notice-body">{t('ended')}</span>
            </p>
          ) : (
            <p className="muted">{t('intro')}</p>
          )}
          <LoginForm />
        </div>
        <div className="login-preferences">
          <Preferences />
        </div>
      </section>
      <aside className="login-story" aria-label={t('storyLabel')}>
        <div>
          <p className="login-claim">{t('claim')}</p>
          <ul className="login-points">
            <li>
              <TicketIcon /> {t('pointTickets')}
            </li>
            <li>
              <CheckIcon /> {t('pointReplies')}
            </li>
            <li>
              <BookIcon /> {t('pointArticles')}
            </li>
          </ul>
        </div>
      </aside>
    </main>
  )
}
