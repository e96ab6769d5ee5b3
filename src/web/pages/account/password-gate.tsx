import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { isApiError } from '../../api/errors.ts'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { PasswordField } from '../../ui/password-field.tsx'
import { SubmitButton } from '../../ui/submit-button.tsx'

interface Props {
  isPending: boolean
  error: Error | null
  onPassword(password: string): void
  onCancel(): void
  /** What the button to go on says. */
  action: string
  testId: string
}

/** Has people prove who they are before something that a borrowed session must not do. It takes the focus. */
export function PasswordGate({ isPending, error, onPassword, onCancel, action, testId }: Props) {
  const t = useTranslations('security')
  const required = useTranslations('login')('required')
  const wrongPassword = useTranslations('errors')('WRONG_PASSWORD')
  const [password, setPassword] = useState('')
  const [isMissing, setIsMissing] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const isWrong = isApiError(error, 'WRONG_PASSWORD')
  useEffect(() => {
    if (!error || isWrong) form.current?.querySelector('input')?.select()
  }, [error, isWrong])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isPending) return
    setIsMissing(password === '')
    if (password === '') form.current?.querySelector('input')?.focus()
    else onPassword(password)
  }
  return (
    <form ref={form} className="form" onSubmit={submit} noValidate data-testid={testId}>
      <PasswordField
        label={t('currentPassword')}
        hint={t('passwordAgain')}
        value={password}
        onChange={setPassword}
        error={isMissing && password === '' ? required : isWrong ? wrongPassword : undefined}
        testId="input-portal-confirm-password"
      />
      {error && !isWrong && <ErrorNotice error={error} />}
      <div className="form-actions">
        <button type="button" className="button" onClick={onCancel} data-testid="btn-portal-second-factor-cancel">
          {t('cancel')}
        </button>
        <SubmitButton isPending={isPending} pending={t('checking')} testId="btn-portal-second-factor-continue">
          {action}
        </SubmitButton>
      </div>
    </form>
  )
}
