import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { useTranslations } from 'use-intl'
import { isApiError } from '../../api/errors.ts'
import { createTicketLimits as limits } from '../../api/limits.ts'
import { createTicket, ticketQuery, ticketsKey } from '../../api/tickets.ts'
import { useDraft } from '../../drafts/use-draft.ts'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { Field } from '../../ui/field.tsx'
import { InfoIcon } from '../../ui/icons.tsx'
import { MarkdownField } from '../../ui/markdown-field.tsx'
import { SubmitButton } from '../../ui/submit-button.tsx'
import { justSent } from '../ticket/use-just-sent.ts'
import { ArticleSuggestions } from './article-suggestions.tsx'
import { CancelButton } from './cancel-button.tsx'
import { checkNewTicket, toNewTicket } from './new-ticket.ts'
import { PriorityField } from './priority-field.tsx'
import { TypeField } from './type-field.tsx'

/** The form of a new ticket. It keeps what is typed until it was sent or discarded. */
export function NewTicketForm({ userId, followUp }: { userId: string; followUp: string | null }) {
  const t = useTranslations('newTicket')
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const description = followUp ? t('followUp', { number: followUp }) : ''
  const empty = { ticketType: 'incident', title: '', description, priority: 'medium' }
  const draft = useDraft(userId, 'new-ticket', empty)
  const [isChecked, setIsChecked] = useState(false)
  const title = useRef<HTMLInputElement>(null)
  const text = useRef<HTMLTextAreaElement>(null)
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => createTicket(toNewTicket(draft.values), draft.sendKey()),
    onSuccess: (ticket) => {
      draft.discard()
      queryClient.setQueryData(ticketQuery(ticket.id).queryKey, ticket)
      queryClient.invalidateQueries({ queryKey: ticketsKey, refetchType: 'none' })
      navigate(`/tickets/${encodeURIComponent(ticket.id)}`, { replace: true, state: justSent })
    },
    onError: (failure) => {
      if (isApiError(failure, 'IDEMPOTENCY_KEY_REUSED')) draft.forgetSendKey()
    },
  })

  const problems = checkNewTicket(draft.values)
  const shown = isChecked ? problems : {}
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isPending) return
    setIsChecked(true)
    if (problems.title) title.current?.focus()
    else if (problems.description) requestAnimationFrame(() => text.current?.focus())
    else mutate()
  }

  return (
    <form className="card card-padded form" onSubmit={submit} noValidate data-testid="form-create-portal-ticket">
      {draft.wasRestored && !draft.isEmpty && (
        <p className="notice notice-info" data-testid="notice-portal-draft-restored">
          <InfoIcon /> <span className="notice-body">{t('restored')}</span>
        </p>
      )}
      <TypeField value={draft.values.ticketType} onChange={(value) => draft.change('ticketType', value)} />
      <Field
        label={t('titleLabel')}
        hint={t('titleHint')}
        error={shown.title && t(`problems.${shown.title}`, { max: limits.title.maxLength })}
      >
        {(props) => (
          <input
            {...props}
            ref={title}
            value={draft.values.title}
            maxLength={limits.title.maxLength * 2}
            required
            readOnly={isPending}
            autoComplete="off"
            onChange={(event) => draft.change('title', event.target.value)}
            data-testid="input-portal-ticket-title"
          />
        )}
      </Field>
      <ArticleSuggestions title={draft.values.title} />
      <MarkdownField
        label={t('description')}
        hint={t('descriptionHint')}
        error={shown.description && t(`problems.${shown.description}`, { max: limits.description.maxLength })}
        value={draft.values.description}
        maxLength={limits.description.maxLength}
        rows={9}
        isReadOnly={isPending}
        onChange={(value) => draft.change('description', value)}
        input={text}
        testId="input-portal-ticket-description"
      />
      <PriorityField value={draft.values.priority} onChange={(value) => draft.change('priority', value)} />
      {error && !isPending && (
        <ErrorNotice title={t('failed')} error={error}>
          <p>{t('kept')}</p>
        </ErrorNotice>
      )}
      <div className="form-actions">
        <CancelButton isEmpty={draft.isEmpty} onDiscard={draft.discard} />
        <SubmitButton isPending={isPending} pending={t('sending')} testId="btn-submit-portal-ticket">
          {t('send')}
        </SubmitButton>
      </div>
    </form>
  )
}
