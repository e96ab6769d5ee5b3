import { useTranslations } from 'use-intl'
import { SkeletonLine } from '../../ui/skeleton.tsx'

const rows = ['long', 'medium', 'long', 'full', 'medium', 'long'] as const

/** Stands where the tickets will be. */
export function TicketTableSkeleton() {
  const t = useTranslations('layout')
  return (
    <div className="card tickets-skeleton" aria-busy="true" data-testid="state-portal-loading">
      <span className="visually-hidden">{t('loading')}</span>
      {rows.map((width, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows never change
        <div key={row} className="tickets-skeleton-row" aria-hidden="true">
          <SkeletonLine width="short" />
          <SkeletonLine width={width} />
          <SkeletonLine width="short" />
        </div>
      ))}
    </div>
  )
}
