import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { Link, useParams } from 'react-router'
import { useTranslations } from 'use-intl'
import { articleQuery } from '../../api/articles.ts'
import { isApiError } from '../../api/errors.ts'
import { NotFound } from '../../layout/not-found.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { ChevronLeftIcon } from '../../ui/icons.tsx'
import { Markdown } from '../../ui/markdown.tsx'
import { PageHeading } from '../../ui/page-heading.tsx'
import { PageSkeleton } from '../../ui/skeleton.tsx'
import { ArticleHead } from './article-head.tsx'
import { StillStuck } from './still-stuck.tsx'
import { TableOfContents } from './table-of-contents.tsx'
import { useHeadings } from './use-headings.ts'
import './article.css'

/** One article of the knowledge base. */
export default function ArticlePage() {
  const t = useTranslations('article')
  const { slug = '' } = useParams()
  const { data: article, error, refetch } = useQuery(articleQuery(slug))
  const content = useRef<HTMLDivElement>(null)
  const headings = useHeadings(content, article?.contentHtml)
  if (isApiError(error, 'ARTICLE_NOT_FOUND', 'VALIDATION_FAILED'))
    return <NotFound title={t('notFoundTitle')} text={t('notFoundText')} />

  return (
    <div className="page" data-testid="page-portal-kb-article">
      <Link className="back-link" to="/kb" data-testid="link-portal-back-to-kb">
        <ChevronLeftIcon /> {t('back')}
      </Link>
      {error && !article && <ErrorNotice title={t('failed')} error={error} onRetry={refetch} />}
      {!article && !error && <PageSkeleton />}
      {article && (
        <div className={headings.length >= 3 ? 'article-columns' : 'article-column'}>
          <article className="article" data-testid="card-portal-kb-article">
            <PageHeading title={article.title} className="article-title" />
            <ArticleHead article={article} />
            <Markdown html={article.contentHtml} content={content} />
            <StillStuck />
          </article>
          {headings.length >= 3 && <TableOfContents headings={headings} />}
        </div>
      )}
    </div>
  )
}
