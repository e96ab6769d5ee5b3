import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { CopyButton } from '../../ui/copy-button.tsx'
import { WarningIcon } from '../../ui/icons.tsx'

/** The recovery codes, shown this once. */
export function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone(): void }) {
  const t = useTranslations('security')
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const text = `${codes.join('\n')}\n`
  return (
    <div className="form" data-testid="panel-portal-recovery-codes">
      <div>
        <h3 ref={heading} tabIndex={-1}>
          {t('recoveryCodes')}
        </h3>
        <p>{t('recoveryText')}</p>
      </div>
      <p className="notice notice-warning">
        <WarningIcon /> <span className="notice-body">{t('recoveryOnce')}</span>
      </p>
      <ul className="account-codes" aria-label={t('recoveryCodes')}>
        {codes.map((code) => (
          <li key={code}>
            <code data-testid="text-portal-recovery-code">{code}</code>
          </li>
        ))}
      </ul>
      <div className="form-actions">
        <CopyButton text={text} testId="btn-portal-copy-codes" />
        <button
          type="button"
          className="button"
          onClick={() => download(text, `${t('recoveryFile')}.txt`)}
          data-testid="btn-portal-download-codes"
        >
          {t('download')}
        </button>
        <button type="button" className="button button-primary" onClick={onDone} data-testid="btn-portal-codes-done">
          {t('kept')}
        </button>
      </div>
    </div>
  )
}

function download(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(url), 1000)
}
