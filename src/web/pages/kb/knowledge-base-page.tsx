import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useCallback, useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { articlesQuery } from '../../api/articles.ts'
import { announce } from '../../ui/announce.ts'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { PageHeading } from '../../ui/page-heading.tsx'
import { Pagination } from '../../ui/pagination.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { ArticleCardItem } from './article-card.tsx'
import { ArticleCardsSkeleton } from './article-cards-skeleton.tsx'
import { ArticleFilters } from './article-filters.tsx'
import { toParams, toQuery, useArticleSearch } from './article-search.ts'
import { NoArticles } from './no-articles.tsx'
import './kb.css'

/** The knowledge base: search, filters, cards. */
export default function KnowledgeBasePage() {
  const t = useTranslations('kb')
  const { search, change } = useArticleSearch()
  const { data, error, isPlaceholderData, refetch } = useQuery({
    ...articlesQuery(toQuery(search)),
    placeholderData: keepPreviousData,
  })
  const searchFor = useCallback((q: string) => change({ q }, { replace: true }), [change])
  const isNarrowed = search.q !== '' || search.category !== '' || search.tag !== ''
  const total = isPlaceholderData ? undefined : data?.meta.total
  useEffect(() => {
    if (total !== undefined && isNarrowed) announce(t('found', { total }))
  }, [total, isNarrowed, t])

  return (
    <div className="page" data-testid="page-portal-kb">
      <div className="kb-head">
        <PageHeading title={t('title')} />
        <p className="muted">{t('intro')}</p>
        <SearchField
          label={t('search')}
          placeholder={t('searchPlaceholder')}
          value={search.q}
          onSearch={searchFor}
          testId="input-portal-kb-search"
        />
      </div>
      <ArticleFilters search={search} change={change} />
      {error && <ErrorNotice title={t('failed')} error={error} onRetry={refetch} />}
      {!data && !error && <ArticleCardsSkeleton />}
      {data && data.data.length === 0 && (
        <NoArticles
          isNarrowed={isNarrowed || search.page > 1}
          onReset={() => change({ q: '', category: '', tag: '' })}
        />
      )}
      {data && data.data.length > 0 && (
        <div className={isPlaceholderData ? 'is-outdated' : undefined} aria-busy={isPlaceholderData}>
          <ul className="article-cards" aria-label={t('articles')}>
            {data.data.map((article) => (
              <ArticleCardItem key={article.id} article={article} search={search} change={change} />
            ))}
          </ul>
          <Pagination
            meta={data.meta}
            shown={data.data.length}
            hrefOf={(page) => `/kb?${toParams({ ...search, page })}`}
          />
        </div>
      )}
    </div>
  )
}
