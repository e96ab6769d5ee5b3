import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { exportAddress, usersQuery } from '../../../api/administration.ts'
import { announce } from '../../../ui/announce.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { PlusIcon, SearchIcon } from '../../../ui/icons.tsx'
import { PageHeading } from '../../../ui/page-heading.tsx'
import { Pagination } from '../../../ui/pagination.tsx'
import { PageSkeleton } from '../../../ui/skeleton.tsx'
import { UserFilters } from './user-filters.tsx'
import { toParams, toQuery, useUserSearch } from './user-search.ts'
import { UserTable } from './user-table.tsx'

/** The portal users of the organisation. */
export default function UsersPage() {
  const t = useTranslations('administration')
  const { search, change } = useUserSearch()
  const { data, error, isPlaceholderData, refetch } = useQuery(usersQuery(toQuery(search)))
  const total = isPlaceholderData ? undefined : data?.meta.total
  const isNarrowed = search.q !== '' || search.status !== '' || search.page > 1
  useEffect(() => {
    if (total !== undefined && isNarrowed) announce(t('found', { total }))
  }, [total, isNarrowed, t])

  return (
    <div className="page" data-testid="page-portal-admin-users">
      <div className="page-head">
        <div>
          <PageHeading title={t('title')} />
          <p className="muted">{t('intro')}</p>
        </div>
        <div className="administration-actions">
          <a className="button" href={exportAddress} download data-testid="link-portal-admin-export">
            {t('export')}
          </a>
          <Link className="button" to="/admin/import" data-testid="link-portal-admin-import">
            {t('import')}
          </Link>
          <Link className="button button-primary" to="/admin/invite" data-testid="link-portal-admin-invite">
            <PlusIcon /> {t('invite')}
          </Link>
        </div>
      </div>
      <UserFilters search={search} change={change} />
      {error && <ErrorNotice title={t('failed')} error={error} onRetry={refetch} />}
      {!data && !error && <PageSkeleton />}
      {data && data.data.length === 0 && (
        <EmptyState
          icon={<SearchIcon />}
          title={t(isNarrowed ? 'noMatchTitle' : 'emptyTitle')}
          text={t(isNarrowed ? 'noMatchText' : 'emptyText')}
          testId="state-portal-admin-no-users"
        />
      )}
      {data && data.data.length > 0 && (
        <div className={isPlaceholderData ? 'is-outdated' : undefined} aria-busy={isPlaceholderData}>
          <UserTable users={data.data} search={search.q} />
          <Pagination
            meta={data.meta}
            shown={data.data.length}
            hrefOf={(page) => `/admin?${toParams({ ...search, page })}`}
          />
        </div>
      )}
    </div>
  )
}
