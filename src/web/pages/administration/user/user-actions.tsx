import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { disableUser, enableUser, forgetUsers, removeSecondFactor, sendLink } from '../../../api/administration.ts'
import type { ManagedUserDetail } from '../../../api/types.ts'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { MadeLink } from '../made-link.tsx'

interface Props {
  user: ManagedUserDetail
  /** Says on the page what was done; nothing while something is under way. */
  tell: (text: string) => void
}

type Action = 'sendLink' | 'disable' | 'enable' | 'removeSecondFactor'

const work = {
  sendLink,
  disable: disableUser,
  enable: enableUser,
  removeSecondFactor,
} satisfies Record<Action, (id: string) => Promise<unknown>>

/** What ends or takes away something is asked about first. */
const asked: Action[] = ['disable', 'removeSecondFactor']

/** Sending a link, switching off and on, removing the second factor. */
export function UserActions({ user, tell }: Props) {
  const t = useTranslations('administration')
  const [question, setQuestion] = useState<'disable' | 'removeSecondFactor'>('disable')
  const [isAsking, setIsAsking] = useState(false)
  const { mutate, isPending, error, data, variables } = useMutation({
    mutationFn: async (action: Action) => (await work[action](user.id)) ?? null,
    onMutate: () => tell(''),
    onSuccess: async (_, action) => {
      await forgetUsers()
      if (action !== 'sendLink') tell(t(`done.${action}`))
    },
  })
  const start = (action: Action) => {
    if (isPending) return
    if (action === 'disable' || action === 'removeSecondFactor') {
      setQuestion(action)
      setIsAsking(true)
    } else mutate(action)
  }
  const button = (action: Action, text: string) => (
    <button
      type="button"
      className={asked.includes(action) ? 'button button-danger' : 'button'}
      aria-disabled={isPending}
      onClick={() => start(action)}
      data-testid={`btn-portal-admin-${action}`}
    >
      {text}
    </button>
  )
  return (
    <section className="card card-padded page" aria-label={t('actions')}>
      <div className="administration-actions">
        {user.status !== 'disabled' && button('sendLink', t(user.status === 'invited' ? 'resend' : 'sendLink'))}
        {user.hasSecondFactor && button('removeSecondFactor', t('removeSecondFactor'))}
        {user.status === 'disabled' ? button('enable', t('enable')) : button('disable', t('disable'))}
      </div>
      {error && <ErrorNotice error={error} />}
      {data && variables === 'sendLink' && <MadeLink email={user.email} made={data} />}
      <ConfirmDialog
        isOpen={isAsking}
        title={t(`ask.${question}.title`, { name: user.displayName })}
        text={t(`ask.${question}.text`)}
        confirm={t(question)}
        cancel={t('cancel')}
        onConfirm={() => {
          setIsAsking(false)
          mutate(question)
        }}
        onCancel={() => setIsAsking(false)}
      />
    </section>
  )
}
