import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { isApiError } from '../../api/errors.ts'
import { startSecondFactor } from '../../api/security.ts'
import type { AuthenticatorSecret } from '../../api/types.ts'
import { PasswordGate } from './password-gate.tsx'

interface Props {
  onStarted(secret: AuthenticatorSecret): void
  /** The second factor was switched on elsewhere in the meantime. */
  onOutdated(): void
}

/** The first step of setting up a second factor. */
export function StartSecondFactor({ onStarted, onOutdated }: Props) {
  const t = useTranslations('security')
  const [isAsking, setIsAsking] = useState(false)
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: startSecondFactor,
    // The secret is the page's alone: nothing of it stays in a cache.
    gcTime: 0,
    onSuccess: onStarted,
    onError: (reason) => {
      if (isApiError(reason, 'SECOND_FACTOR_STATE')) onOutdated()
    },
  })
  const cancel = () => {
    setIsAsking(false)
    reset()
  }
  return (
    <>
      <p data-testid="text-portal-second-factor">{t('secondFactorOff')}</p>
      {isAsking ? (
        <PasswordGate
          isPending={isPending}
          error={error}
          onPassword={mutate}
          onCancel={cancel}
          action={t('continue')}
          testId="form-portal-start-second-factor"
        />
      ) : (
        <div className="form-actions">
          <button
            type="button"
            className="button button-primary"
            onClick={() => setIsAsking(true)}
            data-testid="btn-portal-set-up-second-factor"
          >
            {t('setUp')}
          </button>
        </div>
      )}
    </>
  )
}
