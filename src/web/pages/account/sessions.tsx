import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { endOtherSessions, endSession, securityKey, sessionsQuery } from '../../api/security.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { DoneNotice } from '../../ui/done-notice.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { SkeletonLine } from '../../ui/skeleton.tsx'
import { Section } from './section.tsx'
import { SessionItem } from './session-item.tsx'

/** Where one is signed in, and the ways to end it. */
export function Sessions() {
  const t = useTranslations('security')
  const queryClient = useQueryClient()
  const { data, error, refetch } = useQuery(sessionsQuery)
  /** Which session the question is about; all others where it is `others`. */
  const [asked, setAsked] = useState<string>()
  const end = useMutation({
    mutationFn: (which: string) => (which === 'others' ? endOtherSessions() : endSession(which)),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: securityKey }),
  })
  const confirm = () => {
    if (asked && !end.isPending) end.mutate(asked)
    setAsked(undefined)
  }
  const isAll = asked === 'others'
  const done = end.isSuccess ? t(end.variables === 'others' ? 'othersEnded' : 'sessionEnded') : undefined

  return (
    <Section title={t('sessions')} text={t('sessionsText')} testId="card-portal-sessions">
      {error && <ErrorNotice error={error} onRetry={refetch} />}
      {!data && !error && <SkeletonLine width="long" />}
      {data && (
        <ul className="account-list">
          {data.map((session) => (
            <SessionItem key={session.id} session={session} onEnd={() => setAsked(session.id)} />
          ))}
        </ul>
      )}
      {end.error && <ErrorNotice error={end.error} />}
      <DoneNotice text={done} testId="notice-portal-session-ended-here" />
      {data && data.length > 1 && (
        <div className="form-actions">
          <button
            type="button"
            className="button button-danger"
            onClick={() => setAsked('others')}
            data-testid="btn-portal-end-other-sessions"
          >
            {t('endOthers')}
          </button>
        </div>
      )}
      <ConfirmDialog
        isOpen={asked !== undefined}
        title={t(isAll ? 'endOthersTitle' : 'endTitle')}
        text={t(isAll ? 'endOthersQuestion' : 'endQuestion')}
        confirm={t(isAll ? 'endOthers' : 'end')}
        cancel={t('cancel')}
        onConfirm={confirm}
        onCancel={() => setAsked(undefined)}
      />
    </Section>
  )
}
