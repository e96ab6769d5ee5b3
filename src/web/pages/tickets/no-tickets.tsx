import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PlusIcon, SearchIcon, TicketIcon } from '../../ui/icons.tsx'

interface Props {
  isNarrowed: boolean
  /** There are tickets, but not on this page. */
  isBeyondEnd: boolean
  onReset(): void
}

/** A list without tickets: because nothing matches, or because there are none yet. */
export function NoTickets({ isNarrowed, isBeyondEnd, onReset }: Props) {
  const t = useTranslations('tickets')
  if (isBeyondEnd)
    return (
      <EmptyState
        icon={<SearchIcon />}
        title={t('beyondTitle')}
        text={t('beyondText')}
        testId="state-portal-beyond-end"
      >
        <Link className="button" to="/tickets">
          {t('firstPage')}
        </Link>
      </EmptyState>
    )
  if (isNarrowed)
    return (
      <EmptyState
        icon={<SearchIcon />}
        title={t('noMatchTitle')}
        text={t('noMatchText')}
        testId="state-portal-no-match"
      >
        <button type="button" className="button" onClick={onReset} data-testid="btn-portal-reset-filters">
          {t('reset')}
        </button>
      </EmptyState>
    )
  return (
    <EmptyState icon={<TicketIcon />} title={t('emptyTitle')} text={t('emptyText')} testId="state-portal-empty">
      <Link className="button button-primary" to="/tickets/new">
        <PlusIcon /> {t('new')}
      </Link>
      <Link className="button" to="/kb">
        {t('toKnowledgeBase')}
      </Link>
    </EmptyState>
  )
}
