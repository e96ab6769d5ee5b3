import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { forgetUsers, importUsers } from '../../../api/administration.ts'
import { maxImportedRows } from '../../../api/limits.ts'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { Field } from '../../../ui/field.tsx'
import { ChevronLeftIcon } from '../../../ui/icons.tsx'
import { PageHeading } from '../../../ui/page-heading.tsx'
import { SubmitButton } from '../../../ui/submit-button.tsx'
import { ImportReport } from './import-report.tsx'
import { readFile } from './read-file.ts'
import { UnreadableReasons } from './unreadable-reasons.tsx'

/** Importing users from a file: first what each row comes to, then all of them or none. */
export default function ImportPage() {
  const t = useTranslations('administration')
  const [csv, setCsv] = useState<string | null>(null)
  const [invite, setInvite] = useState(true)
  const { mutate, reset, data, error, isPending } = useMutation({
    mutationFn: importUsers,
    onSuccess: ({ isApplied }) => (isApplied ? forgetUsers() : undefined),
  })
  const preview = async (file: File | undefined) => {
    reset()
    const text = file ? await readFile(file) : null
    setCsv(text)
    if (text !== null && text.trim() !== '') mutate({ csv: text, apply: false, invite: false })
  }
  const rows = data?.rows ?? []
  const isGood = rows.length > 0 && rows.every(({ problems }) => problems.length === 0)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (csv !== null && isGood && !isPending) mutate({ csv, apply: true, invite })
  }
  return (
    <div className="page" data-testid="page-portal-admin-import">
      <Link className="back-link" to="/admin">
        <ChevronLeftIcon /> {t('title')}
      </Link>
      <div>
        <PageHeading title={t('importTitle')} />
        <p className="muted">{t('importText')}</p>
      </div>
      <form className="form card card-padded" onSubmit={submit} noValidate data-testid="form-portal-admin-import">
        <Field
          label={t('file')}
          hint={t('fileHint', { max: maxImportedRows })}
          error={csv?.trim() === '' ? t('fileEmpty') : undefined}
        >
          {(field) => (
            <input
              {...field}
              type="file"
              accept=".csv,text/csv"
              onChange={({ target }) => preview(target.files?.[0])}
              data-testid="input-portal-admin-file"
            />
          )}
        </Field>
        {data && !data.isApplied && isGood && (
          <label className="administration-check">
            <input
              type="checkbox"
              checked={invite}
              onChange={({ target }) => setInvite(target.checked)}
              data-testid="check-portal-admin-invite"
            />
            {t('inviteAll')}
          </label>
        )}
        {error && (
          <ErrorNotice error={error}>
            <UnreadableReasons error={error} />
          </ErrorNotice>
        )}
        {isPending && !data && <p role="status">{t('reading')}</p>}
        {data && !data.isApplied && (
          <div className="form-actions">
            <SubmitButton
              isPending={isPending}
              isOff={!isGood}
              pending={t('importing')}
              testId="btn-portal-admin-import"
            >
              {t('importRows', { count: rows.length })}
            </SubmitButton>
          </div>
        )}
      </form>
      {data && <ImportReport report={data} />}
    </div>
  )
}
