import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { startCookieSessionLimits } from '../../api/limits.ts'
import { Field } from '../../ui/field.tsx'

interface Props {
  value: string
  error: string | undefined
  onChange(value: string): void
}

/** The code of an authenticator app, or a recovery code. It takes the focus when it is asked for. */
export function CodeField({ value, error, onChange }: Props) {
  const t = useTranslations('login')
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.focus(), [])
  return (
    <Field label={t('code')} hint={t('codeHint')} error={error}>
      {(props) => (
        <input
          {...props}
          ref={input}
          name="code"
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={startCookieSessionLimits.code.maxLength}
          required
          value={value}
          onChange={(event) => onChange(event.target.value)}
          data-testid="input-portal-code"
        />
      )}
    </Field>
  )
}
