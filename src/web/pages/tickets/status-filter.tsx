import { useQuery } from '@tanstack/react-query'
import { useFormatter, useTranslations } from 'use-intl'
import { ticketCountsQuery } from '../../api/tickets.ts'
import { useStatusName } from '../../tickets/badges.tsx'
import { isStatus, statuses } from '../../tickets/ticket-words.ts'
import { type TicketSearch, toCountQuery } from './ticket-search.ts'

interface Props {
  search: TicketSearch
  change(part: Partial<TicketSearch>): void
}

/** Along the life of a ticket; states that only the ITSM knows come last. */
function inOrder(status: string): number {
  return isStatus(status) ? statuses.indexOf(status) : statuses.length
}

/** The states with the number of tickets in each, of those that the rest of the search matches. */
export function StatusFilter({ search, change }: Props) {
  const t = useTranslations('tickets')
  const format = useFormatter()
  const nameOf = useStatusName()
  const { data: counts } = useQuery({ ...ticketCountsQuery(toCountQuery(search)), refetchOnWindowFocus: 'always' })
  const countOf = new Map(counts?.map(({ status, count }) => [status, count]))
  const all = counts?.reduce((sum, { count }) => sum + count, 0)
  // A chosen state stays in sight when nothing is in it any more.
  const shown = [...new Set([...countOf.keys(), ...search.status])].toSorted((a, b) => inOrder(a) - inOrder(b))

  const toggle = (status: string) => {
    const isChosen = search.status.includes(status)
    change({ status: isChosen ? search.status.filter((other) => other !== status) : [...search.status, status] })
  }
  const chip = (status: string | null, name: string, count: number | undefined) => {
    const isChosen = status === null ? search.status.length === 0 : search.status.includes(status)
    return (
      <button
        key={name}
        type="button"
        className="chip"
        aria-pressed={isChosen}
        onClick={() => (status === null ? change({ status: [] }) : toggle(status))}
        data-testid={`chip-portal-status-${status ?? 'all'}`}
      >
        {name} {count !== undefined && <span className="chip-count">{format.number(count)}</span>}
      </button>
    )
  }

  return (
    <fieldset className="chips" data-testid="filter-portal-status">
      <legend className="visually-hidden">{t('filterByStatus')}</legend>
      {chip(null, t('allStatuses'), all)}
      {shown.map((status) => chip(status, nameOf(status), counts ? (countOf.get(status) ?? 0) : undefined))}
    </fieldset>
  )
}
