import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { ApiError } from '../api/errors.ts'
import { useErrorText } from './error-text.ts'
import { WarningIcon } from './icons.tsx'

interface Props {
  error: Error
  title?: string
  onRetry?: (() => unknown) | undefined
  /** What else helps. */
  children?: ReactNode
}

/** What went wrong, how to go on, and the request to name when one asks for help. */
export function ErrorNotice({ error, title, onRetry, children }: Props) {
  const t = useTranslations('errors')
  const textOf = useErrorText()
  const requestId = error instanceof ApiError ? error.requestId : undefined
  return (
    <div className="notice notice-error" role="alert" data-testid="notice-portal-error">
      <WarningIcon />
      <div className="notice-body">
        {title && <p className="notice-title">{title}</p>}
        <p>{textOf(error)}</p>
        {children}
        {requestId && (
          <p className="notice-detail">
            {t('requestId')} <code data-testid="text-portal-request-id">{requestId}</code>
          </p>
        )}
        {onRetry && (
          <button
            type="button"
            className="button button-small"
            onClick={() => onRetry()}
            data-testid="btn-portal-retry"
          >
            {t('retry')}
          </button>
        )}
      </div>
    </div>
  )
}
