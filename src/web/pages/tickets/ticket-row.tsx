import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import type { Ticket } from '../../api/types.ts'
import { PriorityLabel, StatusBadge, TypeLabel } from '../../tickets/badges.tsx'
import { Highlight } from '../../ui/highlight.tsx'
import { Time } from '../../ui/time.tsx'

/** One ticket of the list; all of it leads to the ticket. */
export function TicketRow({ ticket, search }: { ticket: Ticket; search: string }) {
  const t = useTranslations('tickets.columns')
  return (
    <tr className="ticket-row" data-testid="row-portal-ticket">
      <td className="ticket-number">
        <Highlight text={ticket.ticketNumber} search={search} />
      </td>
      <th scope="row" className="ticket-title">
        <Link className="row-link" to={`/tickets/${encodeURIComponent(ticket.id)}`} data-testid="link-portal-ticket">
          <Highlight text={ticket.title} search={search} />
        </Link>
        <span className="ticket-type">
          <TypeLabel type={ticket.ticketType} />
        </span>
      </th>
      <td className="ticket-status">
        <StatusBadge status={ticket.status} />
      </td>
      <td className="ticket-priority">
        <PriorityLabel priority={ticket.priority} />
      </td>
      <td className="ticket-created">
        <span className="narrow-only cell-name">{t('createdAt')}</span>{' '}
        <Time at={ticket.createdAt} style="date" isInLink />
      </td>
      <td className="ticket-updated">
        <span className="narrow-only cell-name">{t('updatedAt')}</span> <Time at={ticket.updatedAt} isInLink />
      </td>
    </tr>
  )
}
