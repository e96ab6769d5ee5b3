import { useTranslations } from 'use-intl'
import type { Heading } from './use-headings.ts'

/** The headings of an article, to jump to. */
export function TableOfContents({ headings }: { headings: Heading[] }) {
  const t = useTranslations('article')
  return (
    <nav className="contents" aria-label={t('contents')} data-testid="nav-portal-contents">
      <p className="contents-title" aria-hidden="true">
        {t('contents')}
      </p>
      <ul>
        {headings.map(({ id, text, level }) => (
          <li key={id} className={level > 2 ? 'contents-deeper' : undefined}>
            <a href={`#${id}`}>{text}</a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
