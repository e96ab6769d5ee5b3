import { useTranslations } from 'use-intl'
import type { LinkMade } from '../../api/types.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { CheckIcon, WarningIcon } from '../../ui/icons.tsx'

/** Where a link to set a password went; where it is not mailed, the link itself, to be passed on. */
export function MadeLink({ email, made: { link } }: { email: string; made: LinkMade }) {
  const t = useTranslations('administration')
  if (link === null)
    return (
      <p className="notice notice-info" role="status" data-testid="notice-portal-link-mailed">
        <CheckIcon /> <span className="notice-body">{t('linkMailed', { email })}</span>
      </p>
    )
  return (
    <div className="notice notice-warning" role="status" data-testid="notice-portal-link-made">
      <WarningIcon />
      <div className="notice-body">
        <p>{t('linkMade', { email })}</p>
        <code className="administration-link" data-testid="text-portal-link">
          {link}
        </code>
        <CopyButton text={link} isSmall testId="btn-portal-copy-link" />
      </div>
    </div>
  )
}
