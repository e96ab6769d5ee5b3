import { useTranslations } from 'use-intl'
import { SkeletonLine } from '../../ui/skeleton.tsx'

/** Stands where the cards will be. */
export function ArticleCardsSkeleton() {
  const t = useTranslations('layout')
  return (
    <div className="article-cards" aria-busy="true" data-testid="state-portal-loading">
      <span className="visually-hidden">{t('loading')}</span>
      {[0, 1, 2, 3, 4, 5].map((card) => (
        <div key={card} className="card article-card" aria-hidden="true">
          <SkeletonLine width="short" />
          <SkeletonLine width="long" tall />
          <SkeletonLine />
          <SkeletonLine width="medium" />
        </div>
      ))}
    </div>
  )
}
