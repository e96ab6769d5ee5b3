import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { isApiError } from '../../api/errors.ts'
import { addCommentLimits } from '../../api/limits.ts'
import { addComment, ticketQuery, ticketsKey } from '../../api/tickets.ts'
import type { TicketDetail } from '../../api/types.ts'
import { useDraft } from '../../drafts/use-draft.ts'
import { announce } from '../../ui/announce.ts'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { SendIcon } from '../../ui/icons.tsx'
import { MarkdownField } from '../../ui/markdown-field.tsx'
import { SubmitButton } from '../../ui/submit-button.tsx'
import { commentDraft } from './comment-draft.ts'

const { maxLength } = addCommentLimits.content

/** Writes to the service desk. What is typed is kept until it was sent. */
export function ReplyForm({ ticket, userId }: { ticket: TicketDetail; userId: string }) {
  const t = useTranslations('ticket')
  const queryClient = useQueryClient()
  const draft = useDraft(userId, ...commentDraft(ticket.id))
  const [isChecked, setIsChecked] = useState(false)
  const text = useRef<HTMLTextAreaElement>(null)
  const content = draft.values.content.trim()
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => addComment(ticket.id, content, draft.sendKey()),
    onSuccess: (comment) => {
      draft.discard()
      setIsChecked(false)
      announce(t('sent'))
      const { queryKey } = ticketQuery(ticket.id)
      queryClient.setQueryData(queryKey, (current) => {
        if (!current || current.comments.some(({ id }) => id === comment.id)) return current
        return { ...current, comments: [...current.comments, comment] }
      })
      queryClient.invalidateQueries({ queryKey: ticketsKey })
    },
    onError: (failure) => {
      if (isApiError(failure, 'IDEMPOTENCY_KEY_REUSED')) draft.forgetSendKey()
      if (isApiError(failure, 'TICKET_CLOSED')) queryClient.invalidateQueries({ queryKey: ticketsKey })
    },
  })

  const problem = () => {
    if (!isChecked) return undefined
    if (content === '') return t('replyMissing')
    return [...content].length > maxLength ? t('replyTooLong', { max: maxLength }) : undefined
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isPending) return
    const isSendable = content !== '' && [...content].length <= maxLength
    setIsChecked(!isSendable)
    if (isSendable) mutate()
    else requestAnimationFrame(() => text.current?.focus())
  }

  return (
    <form className="card card-padded form reply" onSubmit={submit} noValidate data-testid="form-portal-comment">
      <MarkdownField
        label={t('reply')}
        value={draft.values.content}
        error={problem()}
        maxLength={maxLength}
        rows={5}
        placeholder={t('replyPlaceholder')}
        isReadOnly={isPending}
        onChange={(value) => draft.change('content', value)}
        input={text}
        testId="input-portal-comment"
      />
      {error && !isPending && (
        <ErrorNotice title={t('replyFailed')} error={error}>
          <p>{t('kept')}</p>
        </ErrorNotice>
      )}
      <div className="form-actions">
        {ticket.status === 'resolved' ? (
          <span className="muted reply-hint">{t('resolvedHint')}</span>
        ) : (
          <span className="muted reply-hint reply-keys">{t('replyHint')}</span>
        )}
        <SubmitButton isPending={isPending} pending={t('sending')} testId="btn-send-portal-comment">
          <SendIcon /> {t('send')}
        </SubmitButton>
      </div>
    </form>
  )
}
