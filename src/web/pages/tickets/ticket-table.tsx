import { useTranslations } from 'use-intl'
import type { Ticket } from '../../api/types.ts'
import { ColumnHeader } from './column-header.tsx'
import { TicketRow } from './ticket-row.tsx'
import type { TicketSearch } from './ticket-search.ts'

interface Props {
  tickets: Ticket[]
  search: TicketSearch
  change(part: Partial<TicketSearch>): void
}

/** The tickets as a table; on narrow screens its rows look like cards. */
export function TicketTable({ tickets, search, change }: Props) {
  const t = useTranslations('tickets')
  const header = { search, change }
  return (
    <table className="tickets card" data-testid="table-portal-tickets">
      <caption className="visually-hidden">{t('title')}</caption>
      <thead>
        <tr>
          <ColumnHeader column="ticketNumber" {...header} />
          <th scope="col">{t('columns.title')}</th>
          <ColumnHeader column="status" {...header} />
          <ColumnHeader column="priority" {...header} />
          <ColumnHeader column="createdAt" {...header} />
          <ColumnHeader column="updatedAt" {...header} />
        </tr>
      </thead>
      <tbody>
        {tickets.map((ticket) => (
          <TicketRow key={ticket.id} ticket={ticket} search={search.q} />
        ))}
      </tbody>
    </table>
  )
}
