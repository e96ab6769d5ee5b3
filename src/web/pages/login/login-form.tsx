import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { useTranslations } from 'use-intl'
import { isApiError } from '../../api/errors.ts'
import { signIn } from '../../api/session.ts'
import { pageAfterLogin } from '../../layout/return-to.ts'
import { tellOtherTabs } from '../../settings/signed-in-elsewhere.ts'
import { read, write } from '../../settings/storage.ts'
import { Field } from '../../ui/field.tsx'
import { SubmitButton } from '../../ui/submit-button.tsx'
import { LoginError } from './login-error.tsx'
import { PasswordField } from './password-field.tsx'
import { SingleSignOn } from './single-sign-on.tsx'
import { useCountdown } from './use-countdown.ts'

const tenantKey = 'portal.tenant'

/** Organisation, e-mail, password. */
export function LoginForm() {
  const t = useTranslations('login')
  const [search] = useSearchParams()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const [tenantSlug, setTenantSlug] = useState(() => search.get('tenant') ?? read(tenantKey) ?? '')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [isMissing, setIsMissing] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const { mutate, isPending, error } = useMutation({
    mutationFn: signIn,
    onSuccess: () => {
      write(tenantKey, tenantSlug.trim())
      queryClient.clear()
      tellOtherTabs()
      navigate(pageAfterLogin(search.get('returnTo')), { replace: true })
    },
  })
  const wait = useCountdown(isApiError(error, 'RATE_LIMITED') ? error : null)

  useEffect(() => focusFirstEmpty(form.current), [])
  useEffect(() => {
    if (isApiError(error, 'INVALID_CREDENTIALS'))
      form.current?.querySelector<HTMLInputElement>('[name=password]')?.select()
  }, [error])

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isPending || wait > 0) return
    const isComplete = tenantSlug.trim() !== '' && email.trim() !== '' && password !== ''
    setIsMissing(!isComplete)
    if (isComplete) mutate({ tenantSlug: tenantSlug.trim(), email: email.trim(), password })
    else focusFirstEmpty(form.current)
  }
  const missing = (value: string) => (isMissing && value.trim() === '' ? t('required') : undefined)

  return (
    <form ref={form} className="form" onSubmit={submit} noValidate data-testid="form-portal-login">
      <Field label={t('tenant')} hint={t('tenantHint')} error={missing(tenantSlug)}>
        {(props) => (
          <input
            {...props}
            name="tenant"
            autoComplete="organization"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={100}
            required
            value={tenantSlug}
            onChange={(event) => setTenantSlug(event.target.value)}
            data-testid="input-portal-tenant"
          />
        )}
      </Field>
      <Field label={t('email')} error={missing(email)}>
        {(props) => (
          <input
            {...props}
            name="email"
            type="email"
            autoComplete="username"
            maxLength={254}
            required
            value={email}
            onChange={(event) => setEmail(event.target.value)}
            data-testid="input-portal-email"
          />
        )}
      </Field>
      <PasswordField value={password} onChange={setPassword} error={missing(password)} />
      <LoginError error={error} wait={wait} />
      <SubmitButton isPending={isPending} isOff={wait > 0} pending={t('signingIn')} testId="btn-portal-login">
        {t('signIn')}
      </SubmitButton>
      <SingleSignOn tenantSlug={tenantSlug.trim()} onLeave={() => write(tenantKey, tenantSlug.trim())} />
    </form>
  )
}

function focusFirstEmpty(form: HTMLFormElement | null): void {
  const inputs = [...(form?.querySelectorAll('input') ?? [])]
  inputs.find((input) => input.value.trim() === '')?.focus()
}
