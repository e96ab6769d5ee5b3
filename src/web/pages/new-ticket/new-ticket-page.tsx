import { useQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'
import { useTranslations } from 'use-intl'
import { profileQuery } from '../../api/session.ts'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { ChevronLeftIcon } from '../../ui/icons.tsx'
import { PageHeading } from '../../ui/page-heading.tsx'
import { PageSkeleton } from '../../ui/skeleton.tsx'
import { NewTicketForm } from './new-ticket-form.tsx'
import './new-ticket.css'

/** Opening a ticket; `?followUp=` names the one it follows. */
export default function NewTicketPage() {
  const t = useTranslations('newTicket')
  const { data: profile, error, refetch } = useQuery(profileQuery)
  const [params] = useSearchParams()
  const followUp = params.get('followUp')?.slice(0, 50) ?? null
  return (
    <div className="page page-narrow" data-testid="page-portal-new-ticket">
      <Link className="back-link" to="/tickets">
        <ChevronLeftIcon /> {t('back')}
      </Link>
      <PageHeading title={t('title')} />
      {profile && <NewTicketForm key={profile.id} userId={profile.id} followUp={followUp} />}
      {!profile && (error ? <ErrorNotice error={error} onRetry={refetch} /> : <PageSkeleton />)}
    </div>
  )
}
