import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { disableSecondFactor } from '../../api/security.ts'
import { announce } from '../../ui/announce.ts'
import { SubmitButton } from '../../ui/submit-button.tsx'
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
        <PasswordGate isPending={isPending} error={error} onPassword={mutate} testId="form-portal-switch-off">
          <button type="button" className="button" onClick={cancel} data-testid="btn-portal-second-factor-cancel">
            {t('cancel')}
          </button>
          <SubmitButton isPending={isPending} pending={t('checking')} testId="btn-portal-second-factor-continue">
            {t('switchOff')}
          </SubmitButton>
        </PasswordGate>
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
