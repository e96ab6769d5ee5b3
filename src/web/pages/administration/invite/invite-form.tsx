import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { forgetUsers, inviteUser } from '../../../api/administration.ts'
import { isApiError } from '../../../api/errors.ts'
import { createPortalUserLimits as limits } from '../../../api/limits.ts'
import type { NewManagedUser, UserCreated } from '../../../api/types.ts'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { SubmitButton } from '../../../ui/submit-button.tsx'
import { CustomerField } from '../customer-field.tsx'
import { LanguageField } from '../language-field.tsx'
import { TextField } from '../text-field.tsx'

const empty = { email: '', displayName: '', customerId: '', language: null } satisfies NewManagedUser

/** Who is invited. */
export function InviteForm({ onCreated }: { onCreated(created: UserCreated): void }) {
  const t = useTranslations('administration')
  const taken = useTranslations('errors')('EMAIL_TAKEN')
  const [user, setUser] = useState<NewManagedUser>(empty)
  const [isChecked, setIsChecked] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const { mutate, isPending, error, variables } = useMutation({
    mutationFn: inviteUser,
    onSuccess: (created) => {
      onCreated(created)
      return forgetUsers()
    },
  })
  const change = (part: Partial<NewManagedUser>) => setUser({ ...user, ...part })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setIsChecked(true)
    const wrong = form.current?.querySelector<HTMLElement>(':invalid:not(fieldset)')
    if (wrong) wrong.focus()
    else if (!isPending) mutate({ ...user, email: user.email.trim(), displayName: user.displayName.trim() })
  }
  const isTaken = isApiError(error, 'EMAIL_TAKEN') && variables?.email === user.email.trim()
  const missing = (value: string) => (isChecked && value.trim() === '' ? t('required') : undefined)
  const isNoEmail = isChecked && !/^\S+@\S+\.\S+$/.test(user.email.trim())
  return (
    <form
      ref={form}
      className="form card card-padded"
      onSubmit={submit}
      noValidate
      data-testid="form-portal-admin-invite"
    >
      <TextField
        label={t('email')}
        name="email"
        type="email"
        maxLength={limits.email.maxLength}
        value={user.email}
        onChange={(email) => change({ email })}
        error={isTaken ? taken : (missing(user.email) ?? (isNoEmail ? t('noEmail') : undefined))}
      />
      <TextField
        label={t('name')}
        name="displayName"
        type="text"
        maxLength={limits.displayName.maxLength}
        value={user.displayName}
        onChange={(displayName) => change({ displayName })}
        error={missing(user.displayName)}
      />
      <CustomerField
        value={user.customerId}
        onChange={(customerId) => change({ customerId })}
        error={missing(user.customerId)}
      />
      <LanguageField value={user.language ?? null} onChange={(language) => change({ language })} />
      {error && !isTaken && <ErrorNotice error={error} />}
      <div className="form-actions">
        <SubmitButton isPending={isPending} pending={t('inviting')} testId="btn-portal-admin-invite">
          {t('invite')}
        </SubmitButton>
      </div>
    </form>
  )
}
