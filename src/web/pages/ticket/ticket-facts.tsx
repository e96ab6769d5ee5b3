import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { TicketDetail } from '../../api/types.ts'
import { PriorityLabel, StatusBadge, TypeLabel } from '../../tickets/badges.tsx'
import { words } from '../../tickets/ticket-words.ts'
import { Time } from '../../ui/time.tsx'

const sources = ['manual', 'email', 'monitoring', 'api', 'portal'] as const

/** The fields of a ticket. */
export function TicketFacts({ ticket }: { ticket: TicketDetail }) {
  const t = useTranslations('ticket')
  const source = sources.find((known) => known === ticket.source)
  return (
    <aside className="card card-padded facts" aria-label={t('facts')} data-testid="card-portal-ticket-detail">
      <dl>
        <Fact name={t('number')}>{ticket.ticketNumber}</Fact>
        <Fact name={t('status')}>
          <StatusBadge status={ticket.status} />
        </Fact>
        <Fact name={t('priority')}>
          <PriorityLabel priority={ticket.priority} />
        </Fact>
        <Fact name={t('type')}>
          <TypeLabel type={ticket.ticketType} />
        </Fact>
        <Fact name={t('reporter')}>{ticket.reporter?.displayName ?? t('unknownReporter')}</Fact>
        <Fact name={t('source')}>{source ? t(`sources.${source}`) : words(ticket.source)}</Fact>
        <Fact name={t('created')}>
          <Time at={ticket.createdAt} style="exact" />
        </Fact>
        <Fact name={t('updated')}>
          <Time at={ticket.updatedAt} />
        </Fact>
        {ticket.resolvedAt && (
          <Fact name={t('resolved')}>
            <Time at={ticket.resolvedAt} style="exact" />
          </Fact>
        )}
        {ticket.closedAt && (
          <Fact name={t('closed')}>
            <Time at={ticket.closedAt} style="exact" />
          </Fact>
        )}
      </dl>
    </aside>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
