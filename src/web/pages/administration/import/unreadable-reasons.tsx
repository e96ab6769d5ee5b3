import { useTranslations } from 'use-intl'
import { isApiError } from '../../../api/errors.ts'

/** A reason that names its line, as the reader of CSV files does. */
const onLine = /^(.*?) on line (\d+)(.*)$/

/** Why exactly a file cannot be read, and in which line. The service says it in English. */
export function UnreadableReasons({ error }: { error: Error }) {
  const t = useTranslations('administration')
  if (!isApiError(error, 'IMPORT_UNREADABLE')) return null
  return error.reasons.map((reason) => {
    const [, before = reason, line, after = ''] = onLine.exec(reason) ?? []
    return (
      <p key={reason} data-testid="text-portal-admin-unreadable">
        {line && `${t('line')} ${line}: `}
        <span lang="en">{before + after}</span>
      </p>
    )
  })
}
