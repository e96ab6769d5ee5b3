import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useTranslations } from 'use-intl'
import { signOut } from '../api/session.ts'
import { discardDrafts, hasDrafts } from '../drafts/draft-store.ts'
import { tellOtherTabs } from '../settings/signed-in-elsewhere.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { SignOutIcon } from '../ui/icons.tsx'

/** Ends the session. Drafts end with it, after asking: the next person at this computer must not find them. */
export function SignOut({ userId }: { userId: string | undefined }) {
  const t = useTranslations('account')
  const [isAsking, setIsAsking] = useState(false)
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const { mutate, isPending, error } = useMutation({
    mutationFn: signOut,
    onSuccess: () => {
      if (userId) discardDrafts(userId)
      navigate('/login')
      queryClient.clear()
      tellOtherTabs()
    },
  })
  const leave = () => {
    setIsAsking(false)
    if (!isPending) mutate()
  }
  const start = () => {
    if (userId && hasDrafts(userId)) setIsAsking(true)
    else leave()
  }

  return (
    <div className="sign-out">
      {error && <ErrorNotice error={error} />}
      <button type="button" className="button button-wide" onClick={start} data-testid="btn-portal-logout">
        <SignOutIcon /> {t('signOut')}
      </button>
      <ConfirmDialog
        isOpen={isAsking}
        title={t('draftsTitle')}
        text={t('draftsText')}
        confirm={t('draftsConfirm')}
        cancel={t('draftsCancel')}
        onConfirm={leave}
        onCancel={() => setIsAsking(false)}
      />
    </div>
  )
}
