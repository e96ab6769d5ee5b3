import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { SearchIcon } from '../ui/icons.tsx'
import { PageHeading } from '../ui/page-heading.tsx'

/** What was asked for is not there, with the ways on from here. */
export function NotFound({ title, text }: { title: string; text: string }) {
  const t = useTranslations('notFound')
  return (
    <div className="empty empty-page" data-testid="page-portal-not-found">
      <span className="empty-icon">
        <SearchIcon />
      </span>
      <PageHeading title={title} />
      <p>{text}</p>
      <div className="empty-actions">
        <Link className="button button-primary" to="/tickets">
          {t('tickets')}
        </Link>
        <Link className="button" to="/kb">
          {t('knowledgeBase')}
        </Link>
      </div>
    </div>
  )
}
