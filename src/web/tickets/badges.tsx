import { useTranslations } from 'use-intl'
import {
  CancelledStateIcon,
  ClosedStateIcon,
  OpenStateIcon,
  PendingStateIcon,
  PriorityIcon,
  ProgressStateIcon,
  ResolvedStateIcon,
} from '../ui/icons.tsx'
import { isPriority, isStatus, isTicketType, type KnownStatus, priorities, words } from './ticket-words.ts'

const statusIcons: Record<KnownStatus, () => React.JSX.Element> = {
  open: OpenStateIcon,
  in_progress: ProgressStateIcon,
  pending: PendingStateIcon,
  resolved: ResolvedStateIcon,
  closed: ClosedStateIcon,
  cancelled: CancelledStateIcon,
}

/** The name of a state; one that only the ITSM knows is told in its own words. */
export function useStatusName(): (status: string) => string {
  const t = useTranslations('status')
  return (status) => (isStatus(status) ? t(status) : words(status))
}

export function StatusBadge({ status }: { status: string }) {
  const nameOf = useStatusName()
  const Icon = isStatus(status) ? statusIcons[status] : OpenStateIcon
  return (
    <span className={`badge status-${isStatus(status) ? status : 'other'}`}>
      <Icon /> {nameOf(status)}
    </span>
  )
}

export function PriorityLabel({ priority }: { priority: string }) {
  const t = useTranslations('priority')
  if (!isPriority(priority)) return <span>{words(priority)}</span>
  return (
    <span className={`priority priority-${priority}`}>
      <PriorityIcon level={priorities.indexOf(priority) + 1} /> {t(priority)}
    </span>
  )
}

export function TypeLabel({ type }: { type: string }) {
  const t = useTranslations('ticketType')
  return <span>{isTicketType(type) ? t(type) : words(type)}</span>
}
