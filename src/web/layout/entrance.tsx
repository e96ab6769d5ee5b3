import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { BookIcon, CheckIcon, Logo, TicketIcon } from '../ui/icons.tsx'
import { Preferences } from './preferences.tsx'
import './entrance.css'

/** What surrounds the pages for those who are not signed in: the product, language and theme, and what awaits inside. */
export function Entrance({ testId, children }: { testId: string; children: ReactNode }) {
  const t = useTranslations('login')
  return (
    <main className="entrance" data-testid={testId}>
      <section className="entrance-side">
        <div className="entrance-box">
          <p className="entrance-brand">
            <Logo /> {t('product')}
          </p>
          {children}
        </div>
        <div className="entrance-preferences">
          <Preferences />
        </div>
      </section>
      <aside className="entrance-story" aria-label={t('storyLabel')}>
        <div>
          <p className="entrance-claim">{t('claim')}</p>
          <ul className="entrance-points">
            <li>
              <TicketIcon /> {t('pointTickets')}
            </li>
            <li>
              <CheckIcon /> {t('pointReplies')}
            </li>
            <li>
              <BookIcon /> {t('pointArticles')}
            </li>
          </ul>
        </div>
      </aside>
    </main>
  )
}
