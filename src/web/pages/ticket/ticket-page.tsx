import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import { useTranslations } from 'use-intl'
import { isApiError } from '../../api/errors.ts'
import { ticketQuery } from '../../api/tickets.ts'
import { NotFound } from '../../layout/not-found.tsx'
import { StatusBadge } from '../../tickets/badges.tsx'
import { DoneNotice } from '../../ui/done-notice.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { ChevronLeftIcon } from '../../ui/icons.tsx'
import { Markdown } from '../../ui/markdown.tsx'
import { PageHeading } from '../../ui/page-heading.tsx'
import { PageSkeleton } from '../../ui/skeleton.tsx'
import { Conversation } from './conversation.tsx'
import { Reply } from './reply.tsx'
import { TicketFacts } from './ticket-facts.tsx'
import { useJustSent } from './use-just-sent.ts'
import './ticket.css'

/** One ticket with its conversation. It looks for news by itself. */
export default function TicketPage() {
  const t = useTranslations('ticket')
  const { id = '' } = useParams()
  const isJustSent = useJustSent()
  const { data: ticket, error, refetch } = useQuery(ticketQuery(id))
  if (isApiError(error, 'TICKET_NOT_FOUND', 'VALIDATION_FAILED'))
    return <NotFound title={t('notFoundTitle')} text={t('notFoundText')} />

  return (
    <div className="page" data-testid="page-portal-ticket-detail">
      <Link className="back-link" to="/tickets" data-testid="link-portal-back-to-tickets">
        <ChevronLeftIcon /> {t('back')}
      </Link>
      {error && <ErrorNotice title={ticket ? t('outdated') : t('failed')} error={error} onRetry={refetch} />}
      {!ticket && !error && <PageSkeleton />}
      <DoneNotice
        text={ticket && isJustSent ? t('justSent', { number: ticket.ticketNumber }) : undefined}
        testId="notice-portal-ticket-sent"
      />
      {ticket && (
        <>
          <div className="ticket-head">
            <p className="ticket-head-line">
              <span className="ticket-number" data-testid="text-portal-ticket-number">
                {ticket.ticketNumber}
              </span>
              <StatusBadge status={ticket.status} />
            </p>
            <PageHeading title={`${ticket.ticketNumber} ${ticket.title}`}>{ticket.title}</PageHeading>
          </div>
          <div className="ticket-columns">
            <div className="ticket-main">
              <section
                className="card card-padded"
                aria-label={t('description')}
                data-testid="card-portal-ticket-description"
              >
                {ticket.description.trim() === '' ? (
                  <p className="muted">{t('noDescription')}</p>
                ) : (
                  <Markdown html={ticket.descriptionHtml} />
                )}
              </section>
              <Conversation comments={ticket.comments} />
              <Reply ticket={ticket} />
            </div>
            <TicketFacts ticket={ticket} />
          </div>
        </>
      )}
    </div>
  )
}
