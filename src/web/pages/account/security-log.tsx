import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { eventsPerPage, securityLogQuery } from '../../api/security.ts'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { SkeletonLine } from '../../ui/skeleton.tsx'
import { Time } from '../../ui/time.tsx'
import { useBrowserName } from './browser-name.ts'
import { Section } from './section.tsx'

/** What happened to the account, page after page. */
export function SecurityLog() {
  const t = useTranslations('security')
  const nameOf = useBrowserName()
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery(securityLogQuery)
  const list = useRef<HTMLOListElement>(null)
  const pages = data?.pages.length ?? 0
  const shownPages = useRef(1)
  // Older events take the focus, so that one reads on there; the button may be gone.
  useEffect(() => {
    if (pages > shownPages.current) {
      const first = list.current?.children[(pages - 1) * eventsPerPage]
      if (first instanceof HTMLElement) first.focus()
    }
    shownPages.current = Math.max(1, pages)
  }, [pages])
  // While one reads, a new event may push an old one to the next page.
  const events = new Map(data?.pages.flatMap((page) => page.data.map((event) => [event.id, event])))

  return (
    <Section title={t('log')} text={t('logText')} testId="card-portal-security-log">
      {error && <ErrorNotice error={error} onRetry={refetch} />}
      {!data && !error && <SkeletonLine width="long" />}
      {data && (
        <ol ref={list} className="account-list">
          {[...events.values()].map(({ id, event, createdAt, browser, address }) => (
            <li key={id} className="account-item" tabIndex={-1} data-testid="row-portal-security-event">
              <div>
                <p className="account-item-title">{t(`events.${event}`)}</p>
                <p className="hint">
                  <Time at={createdAt} style="exact" />
                  {browser && <span>{nameOf(browser)}</span>}
                  {address && <span>{address}</span>}
                </p>
              </div>
            </li>
          ))}
        </ol>
      )}
      {hasNextPage && (
        <div className="form-actions">
          <button
            type="button"
            className="button"
            aria-disabled={isFetchingNextPage}
            onClick={() => {
              if (!isFetchingNextPage) void fetchNextPage()
            }}
            data-testid="btn-portal-older-events"
          >
            {t('older')}
          </button>
        </div>
      )}
    </Section>
  )
}
