import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import type { Article } from '../../api/types.ts'
import { Time } from '../../ui/time.tsx'

/** What an article belongs to, and how fresh it is. */
export function ArticleHead({ article }: { article: Article }) {
  const t = useTranslations('article')
  return (
    <div className="article-head">
      <p className="muted article-dates">
        {article.category && (
          <Link to={`/kb?category=${encodeURIComponent(article.category)}`} data-testid="link-kb-category">
            {article.category}
          </Link>
        )}
        <span>
          {t('updated')} <Time at={article.updatedAt} style="date" />
        </span>
      </p>
      {article.tags.length > 0 && (
        <ul className="tags" aria-label={t('tags')}>
          {article.tags.map((tag) => (
            <li key={tag}>
              <Link className="tag" to={`/kb?tag=${encodeURIComponent(tag)}`}>
                #{tag}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
