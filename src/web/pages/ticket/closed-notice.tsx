import { Link } from 'react-router'
import { useFormatter, useTranslations } from 'use-intl'
import type { TicketDetail } from '../../api/types.ts'
import { useDraft } from '../../drafts/use-draft.ts'
import { Field } from '../../ui/field.tsx'
import { LockIcon, PlusIcon } from '../../ui/icons.tsx'
import { commentDraft } from './comment-draft.ts'

/** Why a ticket can't be answered any more, and what to do instead. A reply that was begun can still be copied. */
export function ClosedNotice({ ticket, userId }: { ticket: TicketDetail; userId: string }) {
  const t = useTranslations('ticket')
  const format = useFormatter()
  const draft = useDraft(userId, ...commentDraft(ticket.id))
  const isCancelled = ticket.status === 'cancelled'
  const date = ticket.closedAt && format.dateTime(new Date(ticket.closedAt), { dateStyle: 'long' })
  const reason = date && !isCancelled ? t('closedOn', { date }) : t(isCancelled ? 'cancelledReason' : 'closedReason')
  return (
    <section
      className="notice notice-info closed"
      aria-label={t('closedLabel')}
      data-testid="notice-portal-ticket-closed"
    >
      <LockIcon />
      <div className="notice-body">
        <p className="notice-title">{reason}</p>
        <p>{t('closedAdvice', { number: ticket.ticketNumber })}</p>
        {!draft.isEmpty && (
          <Field label={t('unsent')}>
            {(props) => (
              <textarea
                {...props}
                readOnly
                rows={4}
                value={draft.values.content}
                data-testid="text-portal-unsent-comment"
              />
            )}
          </Field>
        )}
        <div className="notice-actions">
          <Link
            className="button"
            to={`/tickets/new?followUp=${encodeURIComponent(ticket.ticketNumber)}`}
            data-testid="btn-portal-follow-up"
          >
            <PlusIcon /> {t('openNew')}
          </Link>
          {!draft.isEmpty && (
            <button type="button" className="button button-quiet" onClick={draft.discard}>
              {t('discardUnsent')}
            </button>
          )}
        </div>
      </div>
    </section>
  )
}
