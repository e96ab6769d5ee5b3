import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { LinkMade } from '../../api/types.ts'
import { announce } from '../../ui/announce.ts'
import { CheckIcon, WarningIcon } from '../../ui/icons.tsx'

/** Where a link to set a password went; where it is not mailed, the link itself, to be passed on. */
export function MadeLink({ email, made: { link } }: { email: string; made: LinkMade }) {
  const t = useTranslations('administration')
  const [isCopied, setIsCopied] = useState(false)
  if (link === null)
    return (
      <p className="notice notice-info" role="status" data-testid="notice-portal-link-mailed">
        <CheckIcon /> <span className="notice-body">{t('linkMailed', { email })}</span>
      </p>
    )
  const copy = () =>
    navigator.clipboard.writeText(link).then(
      () => {
        setIsCopied(true)
        announce(t('copied'))
      },
      () => undefined,
    )
  return (
    <div className="notice notice-warning" role="status" data-testid="notice-portal-link-made">
      <WarningIcon />
      <div className="notice-body">
        <p>{t('linkMade', { email })}</p>
        <code className="administration-link" data-testid="text-portal-link">
          {link}
        </code>
        {/* Only pages that came by TLS may use the clipboard. */}
        {navigator.clipboard && (
          <button type="button" className="button button-small" onClick={copy} data-testid="btn-portal-copy-link">
            {t(isCopied ? 'copied' : 'copy')}
          </button>
        )}
      </div>
    </div>
  )
}
