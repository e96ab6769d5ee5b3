import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import { useTranslations } from 'use-intl'
import { AccountFields } from '../../accounts/account-fields.tsx'
import { isApiError } from '../../api/errors.ts'
import { startCookieSessionLimits } from '../../api/limits.ts'
import { read, write } from '../../settings/storage.ts'
import { PasswordField } from '../../ui/password-field.tsx'
import { SubmitButton } from '../../ui/submit-button.tsx'
import { CodeField } from './code-field.tsx'
import { ForgotPasswordLink } from './forgot-password-link.tsx'
import { LoginError } from './login-error.tsx'
import { SingleSignOn } from './single-sign-on.tsx'
import { useCountdown } from './use-countdown.ts'
import { tenantKey, useSignIn } from './use-sign-in.ts'

const minCode = startCookieSessionLimits.code.minLength

/** Organisation, e-mail, password; then, for accounts that have a second factor, the code. */
export function LoginForm({ initialEmail }: { initialEmail: string }) {
  const t = useTranslations('login')
  const [search] = useSearchParams()
  const [tenantSlug, setTenantSlug] = useState(() => search.get('tenant') ?? read(tenantKey) ?? '')
  const [email, setEmail] = useState(initialEmail)
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [isMissing, setIsMissing] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const { mutate, isPending, error, asksForCode, startOver } = useSignIn()
  const wait = useCountdown(isApiError(error, 'RATE_LIMITED') ? error : null)

  useEffect(() => focusFirstEmpty(form.current), [])
  useEffect(() => {
    if (isApiError(error, 'INVALID_CREDENTIALS'))
      form.current?.querySelector<HTMLInputElement>('[name=password]')?.select()
    if (isApiError(error, 'INVALID_CODE')) form.current?.querySelector<HTMLInputElement>('[name=code]')?.select()
  }, [error])

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isPending || wait > 0) return
    const account = { tenantSlug: tenantSlug.trim(), email: email.trim(), password }
    const isComplete = asksForCode ? code.trim().length >= minCode : Object.values(account).every((value) => value)
    setIsMissing(!isComplete)
    if (isComplete) mutate(asksForCode ? { ...account, code: code.trim() } : account)
    else focusFirstEmpty(form.current)
  }
  const back = () => {
    startOver()
    setCode('')
    setIsMissing(false)
  }

  return (
    <form ref={form} className="form" onSubmit={submit} noValidate data-testid="form-portal-login">
      {asksForCode ? (
        <CodeField
          value={code}
          onChange={setCode}
          error={isMissing && code.trim().length < minCode ? t('codeMissing') : undefined}
        />
      ) : (
        <>
          <AccountFields
            tenantSlug={tenantSlug}
            onTenantSlug={setTenantSlug}
            email={email}
            onEmail={setEmail}
            isMissing={isMissing}
          />
          <PasswordField
            label={t('password')}
            value={password}
            onChange={setPassword}
            error={isMissing && password === '' ? t('required') : undefined}
          />
        </>
      )}
      <LoginError error={error} wait={wait} />
      <SubmitButton isPending={isPending} isOff={wait > 0} pending={t('signingIn')} testId="btn-portal-login">
        {t('signIn')}
      </SubmitButton>
      {asksForCode ? (
        <button type="button" className="button button-quiet" onClick={back} data-testid="btn-portal-login-back">
          {t('startOver')}
        </button>
      ) : (
        <>
          <SingleSignOn tenantSlug={tenantSlug.trim()} onLeave={() => write(tenantKey, tenantSlug.trim())} />
          <ForgotPasswordLink tenantSlug={tenantSlug.trim()} />
        </>
      )}
    </form>
  )
}

function focusFirstEmpty(form: HTMLFormElement | null): void {
  const inputs = [...(form?.querySelectorAll('input') ?? [])]
  inputs.find((input) => input.value.trim() === '')?.focus()
}
