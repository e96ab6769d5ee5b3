import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import type { PageMeta } from '../api/types.ts'
import { ChevronLeftIcon, ChevronRightIcon } from './icons.tsx'

interface Props {
  meta: PageMeta
  /** How many are on this page. */
  shown: number
  /** The address of a page. */
  hrefOf(page: number): string
}

/** Which part of a list this is, and the ways to the rest of it. */
export function Pagination({ meta: { page, limit, total, totalPages }, shown, hrefOf }: Props) {
  const t = useTranslations('pagination')
  const first = (page - 1) * limit + 1
  return (
    <nav className="pagination" aria-label={t('label')} data-testid="nav-portal-pages">
      <p className="muted" data-testid="text-portal-total">
        {t('range', { first, last: first + shown - 1, total })}
      </p>
      {totalPages > 1 && (
        <div className="pagination-links">
          <PageLink href={page > 1 ? hrefOf(page - 1) : null} testId="link-portal-previous-page">
            <ChevronLeftIcon /> {t('previous')}
          </PageLink>
          <span className="pagination-current">{t('page', { page, totalPages })}</span>
          <PageLink href={page < totalPages ? hrefOf(page + 1) : null} testId="link-portal-next-page">
            {t('next')} <ChevronRightIcon />
          </PageLink>
        </div>
      )}
    </nav>
  )
}

function PageLink({ href, testId, children }: { href: string | null; testId: string; children: React.ReactNode }) {
  if (href === null) return <span className="button button-small button-off">{children}</span>
  return (
    <Link className="button button-small" to={href} data-testid={testId}>
      {children}
    </Link>
  )
}
