import { QueryClientProvider, useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { Route, Routes } from 'react-router'
import { useTranslations } from 'use-intl'
import { administrationClient, administratorQuery } from '../../api/administration.ts'
import { OfflineNotice } from '../../layout/offline-notice.tsx'
import { PageSkeleton } from '../../ui/skeleton.tsx'
import { AdministrationHeader } from './administration-header.tsx'
import { NoAccess } from './no-access.tsx'
import './administration.css'

const UsersPage = lazy(() => import('./users/users-page.tsx'))
const UserPage = lazy(() => import('./user/user-page.tsx'))
const InvitePage = lazy(() => import('./invite/invite-page.tsx'))
const ImportPage = lazy(() => import('./import/import-page.tsx'))

/** The pages for agents of the ITSM who administer portal users, with what was read for them alone. */
export default function Administration() {
  return (
    <QueryClientProvider client={administrationClient}>
      <Frame />
    </QueryClientProvider>
  )
}

function Frame() {
  const t = useTranslations('layout')
  const { data: administrator, error, refetch } = useQuery(administratorQuery)
  return (
    <>
      <a className="skip-link" href="#main">
        {t('skip')}
      </a>
      <AdministrationHeader administrator={administrator} />
      <OfflineNotice />
      <main id="main" className="main" tabIndex={-1}>
        {error && <NoAccess error={error} onRetry={refetch} />}
        {!administrator && !error && <PageSkeleton />}
        {administrator && (
          <Suspense fallback={<PageSkeleton />}>
            <Routes>
              <Route index element={<UsersPage />} />
              <Route path="invite" element={<InvitePage />} />
              <Route path="import" element={<ImportPage />} />
              <Route path="users/:id" element={<UserPage />} />
            </Routes>
          </Suspense>
        )}
      </main>
    </>
  )
}
