import { useTranslations } from 'use-intl'
import { startCookieSessionLimits as limits } from '../api/limits.ts'
import { Field } from '../ui/field.tsx'

interface Props {
  tenantSlug: string
  onTenantSlug(value: string): void
  email: string
  onEmail(value: string): void
  /** Whether what is empty is marked. */
  isMissing: boolean
}

/** Organisation and e-mail, which together name an account. */
export function AccountFields({ tenantSlug, onTenantSlug, email, onEmail, isMissing }: Props) {
  const t = useTranslations('login')
  const missing = (value: string) => (isMissing && value.trim() === '' ? t('required') : undefined)
  return (
    <>
      <Field label={t('tenant')} hint={t('tenantHint')} error={missing(tenantSlug)}>
        {(props) => (
          <input
            {...props}
            name="tenant"
            autoComplete="organization"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={limits.tenantSlug.maxLength}
            required
            value={tenantSlug}
            onChange={(event) => onTenantSlug(event.target.value)}
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
            maxLength={limits.email.maxLength}
            required
            value={email}
            onChange={(event) => onEmail(event.target.value)}
            data-testid="input-portal-email"
          />
        )}
      </Field>
    </>
  )
}
