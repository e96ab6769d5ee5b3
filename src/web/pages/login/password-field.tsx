import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Field } from '../../ui/field.tsx'
import { EyeIcon, EyeOffIcon } from '../../ui/icons.tsx'

interface Props {
  value: string
  error: string | undefined
  onChange(value: string): void
}

/** A password that can be looked at while it is typed. */
export function PasswordField({ value, error, onChange }: Props) {
  const t = useTranslations('login')
  const [isShown, setIsShown] = useState(false)
  return (
    <Field label={t('password')} error={error}>
      {(props) => (
        <span className="password">
          <input
            {...props}
            name="password"
            type={isShown ? 'text' : 'password'}
            autoComplete="current-password"
            autoCapitalize="none"
            spellCheck={false}
            required
            value={value}
            onChange={(event) => onChange(event.target.value)}
            data-testid="input-portal-password"
          />
          <button
            type="button"
            className="icon-button"
            aria-pressed={isShown}
            aria-label={t('showPassword')}
            onClick={() => setIsShown(!isShown)}
            data-testid="btn-portal-show-password"
          >
            {isShown ? <EyeOffIcon /> : <EyeIcon />}
          </button>
        </span>
      )}
    </Field>
  )
}
