import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { useTranslations } from 'use-intl'
import { userQuery } from '../../../api/administration.ts'
import { isApiError } from '../../../api/errors.ts'
import { announce } from '../../../ui/announce.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { CheckIcon, ChevronLeftIcon, SearchIcon } from '../../../ui/icons.tsx'
import { PageHeading } from '../../../ui/page-heading.tsx'
import { PageSkeleton } from '../../../ui/skeleton.tsx'
import { UserStatusBadge } from '../status-badge.tsx'
import { ChangeUser } from './change-user.tsx'
import { UserActions } from './user-actions.tsx'
import { UserFacts } from './user-facts.tsx'

/** One portal user, and everything that administrators do for them. */
export default function UserPage() {
  const t = useTranslations('administration')
  const { id = '' } = useParams()
  const { data: user, error, refetch } = useQuery(userQuery(id))
  const [done, setDone] = useState('')
  const tell = (text: string) => {
    setDone(text)
    if (text !== '') announce(text)
  }
  const isUnknown = isApiError(error, 'PORTAL_USER_NOT_FOUND')
  return (
    <div className="page page-narrow" data-testid="page-portal-admin-user">
      <Link className="back-link" to="/admin" data-testid="link-portal-admin-back">
        <ChevronLeftIcon /> {t('title')}
      </Link>
      {isUnknown && (
        <EmptyState
          icon={<SearchIcon />}
          title={t('unknownTitle')}
          text={t('unknownText')}
          testId="state-portal-admin-unknown-user"
        />
      )}
      {error && !isUnknown && <ErrorNotice title={t('failed')} error={error} onRetry={refetch} />}
      {!user && !error && <PageSkeleton />}
      {user && (
        <>
          <div>
            <PageHeading title={user.displayName} />
            <p className="administration-who">
              <UserStatusBadge status={user.status} /> <span className="muted">{user.email}</span>
            </p>
          </div>
          <UserFacts user={user} />
          {done !== '' && (
            <p className="notice notice-info" data-testid="notice-portal-admin-done">
              <CheckIcon /> <span className="notice-body">{done}</span>
            </p>
          )}
          <UserActions user={user} tell={tell} />
          <ChangeUser key={`${user.displayName} ${user.customerId} ${user.language}`} user={user} tell={tell} />
        </>
      )}
    </div>
  )
}
