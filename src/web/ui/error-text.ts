import { useTranslations } from 'use-intl'
import { ApiError } from '../api/errors.ts'
import { maxImportedRows } from '../api/limits.ts'

const known = [
  'NETWORK',
  'UNEXPECTED',
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
    if (!(error instanceof ApiError)) return t('UNEXPECTED')
    const code = known.find((candidate) => candidate === error.code)
    if (code === 'RATE_LIMITED' && error.retryAfter !== undefined)
      return t('rateLimitedFor', { seconds: error.retryAfter })
    // The only text that names the request ID: every error of the API carries one.
    return t(code ?? 'other', { max: maxImportedRows })
  }
}
