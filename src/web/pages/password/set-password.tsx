import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { useTranslations } from 'use-intl'
import { isLongEnough, useNewPasswordProblem } from '../../accounts/new-password.ts'
import { NewPasswordField } from '../../accounts/new-password-field.tsx'
import { isApiError } from '../../api/errors.ts'
import { setPasswordByLink } from '../../api/passwords.ts'
import type { PasswordLink } from '../../api/types.ts'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { PageHeading } from '../../ui/page-heading.tsx'
import { SubmitButton } from '../../ui/submit-button.tsx'
import { InvalidLink } from './invalid-link.tsx'

interface Props {
  token: string
  link: PasswordLink
}

/** The form behind a link that works. */
export function SetPassword({ token, link: { purpose, email, tenantSlug } }: Props) {
  const t = useTranslations('password')
  const problemOf = useNewPasswordProblem()
  const navigate = useNavigate()
  const [password, setPassword] = useState('')
  const [isTooShort, setIsTooShort] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const { mutate, isPending, error } = useMutation({
    mutationFn: setPasswordByLink,
    onSuccess: () =>
      navigate(`/login?tenant=${encodeURIComponent(tenantSlug)}`, { replace: true, state: { passwordSetFor: email } }),
  })
  useEffect(() => {
    if (isApiError(error, 'PASSWORD_TOO_WEAK')) focusPassword(form.current)
  }, [error])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isPending) return
    setIsTooShort(!isLongEnough(password))
    if (isLongEnough(password)) mutate({ token, password })
    else focusPassword(form.current)
  }

  if (isApiError(error, 'LINK_INVALID')) return <InvalidLink />
  return (
    <>
      <PageHeading title={t(`${purpose}.title`)} />
      <p className="muted" data-testid="text-portal-link-purpose">
        {t(`${purpose}.text`)}
      </p>
      <form ref={form} className="form" onSubmit={submit} noValidate data-testid="form-portal-password">
        <dl className="entrance-account">
          <dt>{t('email')}</dt>
          <dd data-testid="text-portal-link-email">{email}</dd>
          <dt>{t('tenant')}</dt>
          <dd data-testid="text-portal-link-tenant">{tenantSlug}</dd>
        </dl>
        {/* Password managers store the new password with it. */}
        <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
        <NewPasswordField value={password} onChange={setPassword} error={problemOf(isTooShort, error)} />
        {error && !isApiError(error, 'PASSWORD_TOO_WEAK') && <ErrorNotice error={error} />}
        <SubmitButton isPending={isPending} pending={t('saving')} testId="btn-portal-set-password">
          {t('save')}
        </SubmitButton>
      </form>
    </>
  )
}

function focusPassword(form: HTMLFormElement | null): void {
  form?.querySelector<HTMLInputElement>('[name=newPassword]')?.focus()
}
