import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { secondFactorQuery, securityKey } from '../../api/security.ts'
import type { AuthenticatorSecret } from '../../api/types.ts'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { SkeletonLine } from '../../ui/skeleton.tsx'
import { ConfirmCode } from './confirm-code.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { Section } from './section.tsx'
import { StartSecondFactor } from './start-second-factor.tsx'
import { SwitchOff } from './switch-off.tsx'

/** The second factor: its state, the steps to set it up, and the way to switch it off. */
export function SecondFactor() {
  const t = useTranslations('security')
  const queryClient = useQueryClient()
  const { data, error, refetch } = useQuery(secondFactorQuery)
  const [secret, setSecret] = useState<AuthenticatorSecret>()
  const [codes, setCodes] = useState<string[]>()
  const refresh = () => queryClient.invalidateQueries({ queryKey: securityKey })
  const content = () => {
    if (codes) return <RecoveryCodes codes={codes} onDone={() => setCodes(undefined)} />
    if (secret)
      return (
        <ConfirmCode
          secret={secret}
          onConfirmed={(recoveryCodes) => {
            setSecret(undefined)
            setCodes(recoveryCodes)
            void refresh()
          }}
          onCancel={() => setSecret(undefined)}
        />
      )
    if (!data) return error ? <ErrorNotice error={error} onRetry={refetch} /> : <SkeletonLine width="long" />
    if (data.isEnabled) return <SwitchOff recoveryCodesLeft={data.recoveryCodesLeft} onSwitchedOff={refresh} />
    return <StartSecondFactor onStarted={setSecret} onOutdated={refresh} />
  }
  return (
    <Section title={t('secondFactor')} text={t('secondFactorText')} testId="card-portal-second-factor">
      {content()}
    </Section>
  )
}
