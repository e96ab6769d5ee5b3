import { useTranslations } from 'use-intl'
import { ArrowDownIcon, ArrowUpIcon, SortIcon } from '../../ui/icons.tsx'
import type { SortBy, TicketSearch } from './ticket-search.ts'

interface Props {
  column: SortBy
  search: TicketSearch
  change(part: Partial<TicketSearch>): void
}

/** A column that the list can be sorted by: first the way one mostly wants it, then the other way round. */
export function ColumnHeader({ column, search, change }: Props) {
  const t = useTranslations('tickets.columns')
  const isSorted = search.sort === column
  const first = column === 'status' ? 'asc' : 'desc'
  const other = search.order === 'asc' ? 'desc' : 'asc'
  const Icon = isSorted ? (search.order === 'asc' ? ArrowUpIcon : ArrowDownIcon) : SortIcon
  return (
    <th scope="col" aria-sort={isSorted ? (search.order === 'asc' ? 'ascending' : 'descending') : 'none'}>
      <button
        type="button"
        className={isSorted ? 'sort is-sorted' : 'sort'}
        onClick={() => change({ sort: column, order: isSorted ? other : first })}
        data-testid={`btn-portal-sort-${column}`}
      >
        {t(column)} <Icon />
      </button>
    </th>
  )
}
