import { useTranslations } from 'use-intl'
import { isApiError } from '../../api/errors.ts'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { WarningIcon } from '../../ui/icons.tsx'
import { waitOf } from './use-countdown.ts'

interface Props {
  error: Error | null
  /** Seconds until the next try is allowed. */
  wait: number
}

/** Why signing in failed, without telling which part was wrong. */
export function LoginError({ error, wait }: Props) {
  const t = useTranslations('login')
  // Being asked for the code is no failure: the form shows it.
  if (!error || isApiError(error, 'SECOND_FACTOR_REQUIRED')) return null
  // Wrong input never reaches an account either, and must not look different.
  const isWrongCode = isApiError(error, 'INVALID_CODE')
  if (isWrongCode || isApiError(error, 'INVALID_CREDENTIALS', 'VALIDATION_FAILED'))
    return (
      <div className="notice notice-error" role="alert" data-testid="error-portal-login">
        <WarningIcon />
        <p className="notice-body">{t(isWrongCode ? 'invalidCode' : 'invalid')}</p>
      </div>
    )
  if (!isApiError(error, 'RATE_LIMITED')) return <ErrorNotice error={error} />
  const clock = `${Math.floor(wait / 60)}:${String(wait % 60).padStart(2, '0')}`
  const seconds = waitOf(error)
  const pause =
    seconds < 60 ? t('rateLimitedBriefly', { seconds }) : t('rateLimited', { minutes: Math.round(seconds / 60) })
  return (
    <div className="notice notice-warning" data-testid="error-portal-rate-limit">
      <WarningIcon />
      <div className="notice-body">
        {/* Read out once; the seconds are for the eyes. */}
        <p role="alert">{pause}</p>
        {wait > 0 ? (
          <p aria-hidden="true" className="countdown" data-testid="text-portal-countdown">
            {t('retryIn', { clock })}
          </p>
        ) : (
          <p role="status">{t('retryNow')}</p>
        )}
      </div>
    </div>
  )
}
