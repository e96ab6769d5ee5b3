import { useTranslations } from 'use-intl'
import { ApiError } from '../api/errors.ts'

const known = [
  'NETWORK',
  'SERVICE_UNAVAILABLE',
  'RATE_LIMITED',
  'VALIDATION_FAILED',
  'BODY_TOO_LARGE',
  'TICKET_CLOSED',
  'WRONG_PASSWORD',
  'INVALID_CODE',
  'SECOND_FACTOR_STATE',
  'MAIL_NOT_CONFIGURED',
  'EMAIL_TAKEN',
  'UNKNOWN_CUSTOMER',
  'PORTAL_USER_DISABLED',
  'IMPORT_UNREADABLE',
] as const

/** What an error means to a person, and what to do. */
export function useErrorText(): (error: Error) => string {
  const t = useTranslations('errors')
  return (error) => {
    const code = error instanceof ApiError ? known.find((candidate) => candidate === error.code) : undefined
    if (code === 'RATE_LIMITED' && error instanceof ApiError && error.retryAfter !== undefined)
      return t('rateLimitedFor', { seconds: error.retryAfter })
    return t(code ?? 'other')
  }
}
