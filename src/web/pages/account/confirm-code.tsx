import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { isApiError } from '../../api/errors.ts'
import { confirmSecondFactor } from '../../api/security.ts'
import type { AuthenticatorSecret } from '../../api/types.ts'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { Field } from '../../ui/field.tsx'
import { SubmitButton } from '../../ui/submit-button.tsx'
import { QrCode } from './qr-code.tsx'

interface Props {
  secret: AuthenticatorSecret
  onConfirmed(recoveryCodes: string[]): void
  onCancel(): void
}

/** The second step: the secret goes into the app, and the app's first code proves it. */
export function ConfirmCode({ secret: { secret, uri }, onConfirmed, onCancel }: Props) {
  const t = useTranslations('security')
  const [typed, setTyped] = useState('')
  const [isIncomplete, setIsIncomplete] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const { mutate, isPending, error } = useMutation({
    mutationFn: confirmSecondFactor,
    gcTime: 0,
    onSuccess: onConfirmed,
  })
  const isWrong = isApiError(error, 'INVALID_CODE')
  useEffect(() => {
    if (!error || isWrong) input.current?.select()
  }, [error, isWrong])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isPending) return
    const code = typed.replace(/\s/g, '')
    const isCode = /^\d{6}$/.test(code)
    setIsIncomplete(!isCode)
    if (isCode) mutate(code)
    else input.current?.focus()
  }
  const problem = isIncomplete ? t('codeIncomplete') : isWrong ? t('codeWrong') : undefined

  return (
    <form className="form" onSubmit={submit} noValidate data-testid="form-portal-confirm-second-factor">
      <div className="account-authenticator">
        <QrCode text={uri} label={t('qrCode')} />
        <div>
          <p>{t('scan')}</p>
          <p className="hint">{t('secretHint')}</p>
          <code className="account-secret" data-testid="text-portal-secret">
            {secret}
          </code>
          <a href={uri} data-testid="link-portal-authenticator">
            {t('openApp')}
          </a>
        </div>
      </div>
      <Field label={t('firstCode')} hint={t('firstCodeHint')} error={problem}>
        {(props) => (
          <input
            {...props}
            ref={input}
            name="code"
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={12}
            required
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            data-testid="input-portal-first-code"
          />
        )}
      </Field>
      {error && !isWrong && <ErrorNotice error={error} />}
      <div className="form-actions">
        <button type="button" className="button" onClick={onCancel} data-testid="btn-portal-second-factor-cancel">
          {t('cancel')}
        </button>
        <SubmitButton isPending={isPending} pending={t('checking')} testId="btn-portal-confirm-second-factor">
          {t('switchOn')}
        </SubmitButton>
      </div>
    </form>
  )
}
