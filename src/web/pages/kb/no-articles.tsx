import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { EmptyState } from '../../ui/empty-state.tsx'
import { BookIcon, SearchIcon } from '../../ui/icons.tsx'

/** A knowledge base without hits: because nothing matches, or because nothing is published yet. */
export function NoArticles({ isNarrowed, onReset }: { isNarrowed: boolean; onReset(): void }) {
  const t = useTranslations('kb')
  if (!isNarrowed)
    return <EmptyState icon={<BookIcon />} title={t('emptyTitle')} text={t('emptyText')} testId="state-portal-empty" />
  return (
    <EmptyState icon={<SearchIcon />} title={t('noMatchTitle')} text={t('noMatchText')} testId="state-portal-no-match">
      <button type="button" className="button" onClick={onReset} data-testid="btn-portal-reset-filters">
        {t('reset')}
      </button>
      <Link className="button button-primary" to="/tickets/new">
        {t('openTicket')}
      </Link>
    </EmptyState>
  )
}
