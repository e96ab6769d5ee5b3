import { useLocation } from 'react-router'
import { useTranslations } from 'use-intl'
import { endedSession } from '../../layout/ended-session.ts'
import { Entrance } from '../../layout/entrance.tsx'
import { CheckIcon, InfoIcon } from '../../ui/icons.tsx'
import { PageHeading } from '../../ui/page-heading.tsx'
import { arrivalOf } from './arrival.ts'
import { LoginForm } from './login-form.tsx'
import './login.css'

/** Signing in. */
export default function LoginPage() {
  const t = useTranslations('login')
  const { state } = useLocation()
  const { hasEnded, passwordSetFor } = arrivalOf(state)
  return (
    <Entrance testId="page-portal-login">
      <PageHeading title={t('title')} />
      {passwordSetFor !== undefined ? (
        <p className="notice notice-info" role="status" data-testid="notice-portal-password-set">
          <CheckIcon /> <span className="notice-body">{t('passwordSet')}</span>
        </p>
      ) : hasEnded ? (
        <p className="notice notice-info" role="status" data-testid="notice-portal-session-ended">
          <InfoIcon /> <span className="notice-body">{t('ended')}</span>
        </p>
      ) : (
        <p className="muted">{t('intro')}</p>
      )}
      <LoginForm initialEmail={passwordSetFor ?? (hasEnded ? endedSession.email() : '')} />
    </Entrance>
  )
}
