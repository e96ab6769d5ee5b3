import { useEffect } from 'react'
import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { announce } from '../../ui/announce.ts'
import { Highlight } from '../../ui/highlight.tsx'
import { BookIcon, ExternalIcon } from '../../ui/icons.tsx'
import { useSuggestions } from './use-suggestions.ts'

/** Articles that match the title. They open apart, so that the form stays. */
export function ArticleSuggestions({ title }: { title: string }) {
  const t = useTranslations('newTicket')
  const { articles, words } = useSuggestions(title)
  const count = articles.length
  useEffect(() => {
    if (count > 0) announce(t('suggestionsFound', { count }))
  }, [count, t])
  if (count === 0) return null

  return (
    <section className="suggestions" aria-label={t('suggestions')} data-testid="list-portal-suggestions">
      <h2>
        <BookIcon /> {t('suggestions')}
      </h2>
      <ul>
        {articles.map((article) => (
          <li key={article.id}>
            <Link
              to={`/kb/${encodeURIComponent(article.address)}`}
              target="_blank"
              data-testid="link-portal-suggestion"
            >
              <Highlight text={article.title} search={words.join(' ')} /> <ExternalIcon />
              <span className="visually-hidden">{t('opensApart')}</span>
            </Link>
            <p className="muted">{article.excerpt}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}
