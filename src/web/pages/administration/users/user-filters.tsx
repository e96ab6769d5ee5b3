import { useCallback } from 'react'
import { useTranslations } from 'use-intl'
import { SearchField } from '../../../ui/search-field.tsx'
import { statuses, type UserSearch } from './user-search.ts'

interface Props {
  search: UserSearch
  change(part: Partial<UserSearch>, options?: { replace: boolean }): void
}

/** Search and status. */
export function UserFilters({ search, change }: Props) {
  const t = useTranslations('administration')
  // While typing, every pause would be a step to go back through.
  const searchFor = useCallback((q: string) => change({ q }, { replace: true }), [change])
  return (
    <div className="filters">
      <SearchField
        label={t('search')}
        placeholder={t('searchPlaceholder')}
        value={search.q}
        onSearch={searchFor}
        testId="input-portal-admin-search"
      />
      <fieldset className="chips">
        <legend className="visually-hidden">{t('filterByStatus')}</legend>
        {(['', ...statuses] as const).map((status) => (
          <button
            key={status}
            type="button"
            className="chip"
            aria-pressed={search.status === status}
            onClick={() => change({ status })}
            data-testid={`chip-portal-admin-status-${status || 'all'}`}
          >
            {status === '' ? t('allStatuses') : t(`statuses.${status}`)}
          </button>
        ))}
      </fieldset>
    </div>
  )
}
