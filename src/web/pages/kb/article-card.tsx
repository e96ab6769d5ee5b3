import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import type { ArticleCard } from '../../api/types.ts'
import { Highlight } from '../../ui/highlight.tsx'
import type { ArticleSearch } from './article-search.ts'

interface Props {
  article: ArticleCard
  search: ArticleSearch
  change(part: Partial<ArticleSearch>): void
}

/** One article: what it is about, and the ways to more like it. */
export function ArticleCardItem({ article, search, change }: Props) {
  const t = useTranslations('kb')
  return (
    <li className="card article-card" data-testid="card-kb-article">
      {article.category && (
        <p className="article-category" data-testid="text-kb-category">
          {article.category}
        </p>
      )}
      <h2>
        <Link className="row-link" to={`/kb/${encodeURIComponent(article.address)}`} data-testid="link-kb-article">
          <Highlight text={article.title} search={search.q} />
        </Link>
      </h2>
      <p className="article-excerpt">
        <Highlight text={article.excerpt} search={search.q} />
      </p>
      {article.tags.length > 0 && (
        <ul className="tags" aria-label={t('tags')}>
          {article.tags.map((tag) => (
            <li key={tag}>
              <button
                type="button"
                className="tag"
                aria-pressed={tag === search.tag}
                onClick={() => change({ tag: tag === search.tag ? '' : tag })}
                data-testid="tag-kb-article"
              >
                #{tag}
              </button>
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}
