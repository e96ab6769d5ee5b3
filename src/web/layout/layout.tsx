import { Suspense, useLayoutEffect } from 'react'
import { Outlet, useLocation, useNavigationType } from 'react-router'
import { useTranslations } from 'use-intl'
import { ErrorBoundary } from '../ui/error-boundary.tsx'
import { PageSkeleton } from '../ui/skeleton.tsx'
import { Header } from './header.tsx'
import { OfflineNotice } from './offline-notice.tsx'

/** What surrounds a page: skip link, header, and the place that the page is put in. */
export function Layout({ chrome }: { chrome: 'full' | 'plain' }) {
  const t = useTranslations('layout')
  const { pathname } = useLocation()
  const navigation = useNavigationType()

  // A new page begins at its top; going back finds the place where one was.
  useLayoutEffect(() => {
    if (pathname !== '' && navigation !== 'POP') window.scrollTo(0, 0)
  }, [pathname, navigation])

  const page = (
    <ErrorBoundary key={pathname}>
      <Suspense fallback={<PageSkeleton />}>
        <Outlet />
      </Suspense>
    </ErrorBoundary>
  )
  if (chrome === 'plain') return page
  return (
    <>
      <a className="skip-link" href="#main">
        {t('skip')}
      </a>
      <Header />
      <OfflineNotice />
      <main id="main" className="main" tabIndex={-1}>
        {page}
      </main>
    </>
  )
}
