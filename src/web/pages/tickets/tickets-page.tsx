import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { ticketsQuery } from '../../api/tickets.ts'
import { announce } from '../../ui/announce.ts'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { PlusIcon } from '../../ui/icons.tsx'
import { PageHeading } from '../../ui/page-heading.tsx'
import { Pagination } from '../../ui/pagination.tsx'
import { NoTickets } from './no-tickets.tsx'
import { TicketFilters } from './ticket-filters.tsx'
import { toParams, toQuery, useTicketSearch } from './ticket-search.ts'
import { TicketTable } from './ticket-table.tsx'
import { TicketTableSkeleton } from './ticket-table-skeleton.tsx'
import './tickets.css'

/** The tickets of the customer. */
export default function TicketsPage() {
  const t = useTranslations('tickets')
  const { search, change } = useTicketSearch()
  const { data, error, isPlaceholderData, refetch } = useQuery({
    ...ticketsQuery(toQuery(search)),
    refetchOnWindowFocus: 'always',
  })
  const total = isPlaceholderData ? undefined : data?.meta.total
  const isNarrowed = search.q !== '' || search.status.length > 0 || search.type !== ''
  useEffect(() => {
    if (total !== undefined && isNarrowed) announce(t('found', { total }))
  }, [total, isNarrowed, t])

  return (
    <div className="page" data-testid="page-portal-tickets">
      <div className="page-head">
        <div>
          <PageHeading title={t('title')} />
          <p className="muted">{t('intro')}</p>
        </div>
        <Link className="button button-primary" to="/tickets/new" data-testid="btn-create-portal-ticket">
          <PlusIcon /> {t('new')}
        </Link>
      </div>
      <TicketFilters search={search} change={change} />
      {error && <ErrorNotice title={t('failed')} error={error} onRetry={refetch} />}
      {!data && !error && <TicketTableSkeleton />}
      {data && data.data.length === 0 && (
        <NoTickets
          isNarrowed={isNarrowed}
          isBeyondEnd={data.meta.total > 0}
          onReset={() => change({ q: '', status: [], type: '' })}
        />
      )}
      {data && data.data.length > 0 && (
        <div className={isPlaceholderData ? 'is-outdated' : undefined} aria-busy={isPlaceholderData}>
          <TicketTable tickets={data.data} search={search} change={change} />
          <Pagination
            meta={data.meta}
            shown={data.data.length}
            hrefOf={(page) => `/tickets?${toParams({ ...search, page })}`}
          />
        </div>
      )}
    </div>
  )
}
