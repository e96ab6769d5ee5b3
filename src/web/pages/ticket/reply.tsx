import { useQuery } from '@tanstack/react-query'
import { profileQuery } from '../../api/session.ts'
import type { TicketDetail } from '../../api/types.ts'
import { ClosedNotice } from './closed-notice.tsx'
import { ReplyForm } from './reply-form.tsx'

/** The reply box, or why there is none. */
export function Reply({ ticket }: { ticket: TicketDetail }) {
  const { data: profile } = useQuery(profileQuery)
  if (!profile) return null
  return ticket.acceptsComments ? (
    <ReplyForm key={profile.id} ticket={ticket} userId={profile.id} />
  ) : (
    <ClosedNotice ticket={ticket} userId={profile.id} />
  )
}
