import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { isLongEnough, useNewPasswordProblem } from '../../accounts/new-password.ts'
import { NewPasswordField } from '../../accounts/new-password-field.tsx'
import { isApiError } from '../../api/errors.ts'
import { changePassword } from '../../api/passwords.ts'
import { securityKey } from '../../api/security.ts'
import { profileQuery } from '../../api/session.ts'
import { DoneNotice } from '../../ui/done-notice.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { PasswordField } from '../../ui/password-field.tsx'
import { SubmitButton } from '../../ui/submit-button.tsx'
import { Section } from './section.tsx'

/** Changing the password, which ends all other sessions. */
export function ChangePassword() {
  const t = useTranslations('security')
  const required = useTranslations('login')('required')
  const wrongPassword = useTranslations('errors')('WRONG_PASSWORD')
  const problemOf = useNewPasswordProblem()
  const queryClient = useQueryClient()
  const { data: profile } = useQuery(profileQuery)
  const [current, setCurrent] = useState('')
  const [wanted, setWanted] = useState('')
  const [isChecked, setIsChecked] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: changePassword,
    onSuccess: () => {
      setCurrent('')
      setWanted('')
      setIsChecked(false)
      return queryClient.invalidateQueries({ queryKey: securityKey })
    },
  })
  const isWrong = isApiError(error, 'WRONG_PASSWORD')
  useEffect(() => {
    if (isWrong) focusOn(form.current, 'currentPassword')
    if (isApiError(error, 'PASSWORD_TOO_WEAK')) focusOn(form.current, 'newPassword')
  }, [error, isWrong])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isPending) return
    setIsChecked(true)
    if (current === '') focusOn(form.current, 'currentPassword')
    else if (!isLongEnough(wanted)) focusOn(form.current, 'newPassword')
    else mutate({ currentPassword: current, newPassword: wanted })
  }
  const currentProblem = isChecked && current === '' ? required : isWrong ? wrongPassword : undefined

  return (
    <Section title={t('changePassword')} text={t('changePasswordText')} testId="card-portal-change-password">
      <form ref={form} className="form" onSubmit={submit} noValidate data-testid="form-portal-change-password">
        <input type="text" name="username" autoComplete="username" value={profile?.email ?? ''} readOnly hidden />
        <PasswordField
          label={t('currentPassword')}
          name="currentPassword"
          value={current}
          onChange={setCurrent}
          error={currentProblem}
          testId="input-portal-current-password"
        />
        <NewPasswordField
          value={wanted}
          onChange={setWanted}
          error={problemOf(isChecked && !isLongEnough(wanted), error)}
        />
        {error && !isApiError(error, 'WRONG_PASSWORD', 'PASSWORD_TOO_WEAK') && <ErrorNotice error={error} />}
        <DoneNotice text={isSuccess ? t('passwordChanged') : undefined} testId="notice-portal-password-changed" />
        <div className="form-actions">
          <SubmitButton isPending={isPending} pending={t('saving')} testId="btn-portal-change-password">
            {t('changePassword')}
          </SubmitButton>
        </div>
      </form>
    </Section>
  )
}

function focusOn(form: HTMLFormElement | null, name: string): void {
  form?.querySelector<HTMLInputElement>(`[name=${name}]`)?.focus()
}
