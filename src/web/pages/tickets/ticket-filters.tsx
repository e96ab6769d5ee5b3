import { useCallback } from 'react'
import { useTranslations } from 'use-intl'
import { ticketTypes } from '../../tickets/ticket-words.ts'
import { SearchField } from '../../ui/search-field.tsx'
import { Select } from '../../ui/select.tsx'
import { StatusFilter } from './status-filter.tsx'
import { type SortBy, sortable, type TicketSearch } from './ticket-search.ts'

interface Props {
  search: TicketSearch
  change(part: Partial<TicketSearch>, options?: { replace: boolean }): void
}

/** Search, type and state; on narrow screens, where there are no column headers, the order too. */
export function TicketFilters({ search, change }: Props) {
  const t = useTranslations('tickets')
  const typeName = useTranslations('ticketType')
  // While typing, every pause would be a step to go back through.
  const searchFor = useCallback((q: string) => change({ q }, { replace: true }), [change])
  const types = [
    { value: '' as const, label: t('allTypes') },
    ...ticketTypes.map((value) => ({ value, label: typeName(value) })),
  ]
  const orders = sortable.map((value) => ({ value, label: t(`columns.${value}`) }))

  return (
    <div className="filters">
      <div className="filters-row">
        <SearchField
          label={t('search')}
          placeholder={t('searchPlaceholder')}
          value={search.q}
          onSearch={searchFor}
          testId="input-portal-ticket-search"
        />
        <Select
          label={t('type')}
          value={search.type}
          options={types}
          onChange={(type) => change({ type })}
          testId="select-portal-ticket-type"
        />
        <div className="narrow-only">
          <Select<SortBy>
            label={t('sortBy')}
            value={search.sort}
            options={orders}
            onChange={(sort) => change({ sort, order: 'desc' })}
            testId="select-portal-ticket-sort"
          />
        </div>
      </div>
      <StatusFilter search={search} change={change} />
    </div>
  )
}
