import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { renderedQuery } from '../api/markdown.ts'
import { ErrorNotice } from './error-notice.tsx'
import { Markdown } from './markdown.tsx'
import { SkeletonLine } from './skeleton.tsx'

/** A text as it will look, rendered by the service as everywhere else. */
export function RenderedMarkdown({ content }: { content: string }) {
  const t = useTranslations('layout')
  const { data, error, refetch } = useQuery(renderedQuery(content))
  if (data !== undefined) return <Markdown html={data} />
  if (error)
    return (
      <>
        <p className="plain-text">{content}</p>
        <ErrorNotice error={error} onRetry={refetch} />
      </>
    )
  return (
    <div aria-busy="true">
      <span className="visually-hidden">{t('loading')}</span>
      <SkeletonLine width="long" />
      <SkeletonLine width="medium" />
    </div>
  )
}
