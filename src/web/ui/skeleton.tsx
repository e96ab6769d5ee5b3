import { useTranslations } from 'use-intl'

type Width = 'short' | 'medium' | 'long' | 'full'

/** Stands where a line of text will be. */
export function SkeletonLine({ width = 'full', tall = false }: { width?: Width; tall?: boolean }) {
  return <span className={`skeleton skeleton-${width}${tall ? ' skeleton-tall' : ''}`} />
}

/** Stands where a page will be. */
export function PageSkeleton() {
  const t = useTranslations('layout')
  return (
    <div className="page-skeleton" aria-busy="true" data-testid="state-portal-loading">
      <span className="visually-hidden">{t('loading')}</span>
      <div aria-hidden="true">
        <SkeletonLine width="medium" tall />
        <div className="card card-padded">
          <SkeletonLine width="long" />
          <SkeletonLine />
          <SkeletonLine width="medium" />
        </div>
      </div>
    </div>
  )
}
