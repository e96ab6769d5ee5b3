import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { disableSecondFactor } from '../../api/security.ts'
import { announce } from '../../ui/announce.ts'
import { PasswordGate } from './password-gate.tsx'

interface Props {
  recoveryCodesLeft: number
  onSwitchedOff(): void
}

/** A second factor that is on: how many recovery codes are left, and the way to switch it off. */
export function SwitchOff({ recoveryCodesLeft, onSwitchedOff }: Props) {
  const t = useTranslations('security')
  const [isAsking, setIsAsking] = useState(false)
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: disableSecondFactor,
    onSuccess: () => {
      announce(t('switchedOff'))
      onSwitchedOff()
    },
  })
  const cancel = () => {
    setIsAsking(false)
    reset()
  }
  return (
    <>
      <p data-testid="text-portal-second-factor">
        {t('secondFactorOn')} {t('codesLeft', { count: recoveryCodesLeft })}
      </p>
      {isAsking ? (
        <PasswordGate
          isPending={isPending}
          error={error}
          onPassword={mutate}
          onCancel={cancel}
          action={t('switchOff')}
          testId="form-portal-switch-off"
        />
      ) : (
        <div className="form-actions">
          <button
            type="button"
            className="button button-danger"
            onClick={() => setIsAsking(true)}
            data-testid="btn-portal-switch-off-second-factor"
          >
            {t('switchOff')}
          </button>
        </div>
      )}
    </>
  )
}
