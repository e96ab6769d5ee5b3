import { useTranslations } from 'use-intl'
import { PasswordField } from '../ui/password-field.tsx'
import { minLength } from './new-password.ts'

interface Props {
  value: string
  error: string | undefined
  onChange(value: string): void
}

/** A password to be, with the rules for it. */
export function NewPasswordField({ value, error, onChange }: Props) {
  const t = useTranslations('newPassword')
  return (
    <PasswordField
      label={t('label')}
      hint={t('rules', { min: minLength })}
      name="newPassword"
      autoComplete="new-password"
      value={value}
      onChange={onChange}
      error={error}
      testId="input-portal-new-password"
    />
  )
}
