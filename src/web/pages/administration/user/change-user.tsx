import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { changeUser, forgetUsers } from '../../../api/administration.ts'
import { changePortalUserLimits as limits } from '../../../api/limits.ts'
import type { ManagedUserDetail } from '../../../api/types.ts'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { SubmitButton } from '../../../ui/submit-button.tsx'
import { CustomerField } from '../customer-field.tsx'
import { LanguageField } from '../language-field.tsx'
import { TextField } from '../text-field.tsx'

interface Props {
  user: ManagedUserDetail
  /** Says on the page what was done; nothing while something is under way. */
  tell: (text: string) => void
}

/** Name, customer and language of a user. */
export function ChangeUser({ user, tell }: Props) {
  const t = useTranslations('administration')
  const { displayName, customerId, customerName, language } = user
  const [wanted, setWanted] = useState({ displayName, customerId, language })
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => changeUser(user.id, { ...wanted, displayName: wanted.displayName.trim() }),
    onMutate: () => tell(''),
    onSuccess: async () => {
      await forgetUsers()
      tell(t('changed'))
    },
  })
  const isChanged =
    wanted.displayName.trim() !== displayName || wanted.customerId !== customerId || wanted.language !== language
  const isComplete = wanted.displayName.trim() !== '' && wanted.customerId !== ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isPending && isChanged && isComplete) mutate()
  }
  return (
    <form className="form card card-padded" onSubmit={submit} noValidate data-testid="form-portal-admin-change">
      <h2>{t('changeTitle')}</h2>
      <TextField
        label={t('name')}
        name="displayName"
        type="text"
        maxLength={limits.displayName.maxLength}
        value={wanted.displayName}
        onChange={(value) => setWanted({ ...wanted, displayName: value })}
        error={wanted.displayName.trim() === '' ? t('required') : undefined}
      />
      <CustomerField
        value={wanted.customerId}
        current={{ id: customerId, name: customerName }}
        onChange={(value) => setWanted({ ...wanted, customerId: value })}
        error={wanted.customerId === '' ? t('required') : undefined}
      />
      {wanted.customerId !== customerId && <p className="hint">{t('moveHint')}</p>}
      <LanguageField value={wanted.language} onChange={(value) => setWanted({ ...wanted, language: value })} />
      {error && <ErrorNotice error={error} />}
      <div className="form-actions">
        <SubmitButton
          isPending={isPending}
          isOff={!isChanged || !isComplete}
          pending={t('saving')}
          testId="btn-portal-admin-change"
        >
          {t('save')}
        </SubmitButton>
      </div>
    </form>
  )
}
