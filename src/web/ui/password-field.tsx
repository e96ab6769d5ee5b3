import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Field } from './field.tsx'
import { EyeIcon, EyeOffIcon } from './icons.tsx'

interface Props {
  label: string
  hint?: string | undefined
  error: string | undefined
  name?: string
  /** What the browser may fill in. */
  autoComplete?: 'current-password' | 'new-password'
  value: string
  onChange(value: string): void
  testId?: string
}

/** A password that can be looked at while it is typed. */
export function PasswordField({
  label,
  hint,
  error,
  name = 'password',
  autoComplete = 'current-password',
  value,
  onChange,
  testId = 'input-portal-password',
}: Props) {
  const t = useTranslations('login')
  const [isShown, setIsShown] = useState(false)
  return (
    <Field label={label} hint={hint} error={error}>
      {(props) => (
        <span className="password">
          <input
            {...props}
            name={name}
            type={isShown ? 'text' : 'password'}
            autoComplete={autoComplete}
            autoCapitalize="none"
            spellCheck={false}
            required
            value={value}
            onChange={(event) => onChange(event.target.value)}
            data-testid={testId}
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
