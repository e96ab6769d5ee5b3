import { useTranslations } from 'use-intl'
import type { ManagedUser } from '../../api/types.ts'
import { ClosedStateIcon, PendingStateIcon, ResolvedStateIcon } from '../../ui/icons.tsx'

const looks = {
  active: { className: 'status-resolved', Icon: ResolvedStateIcon },
  invited: { className: 'status-pending', Icon: PendingStateIcon },
  disabled: { className: 'status-closed', Icon: ClosedStateIcon },
}

/** Whether a portal user may sign in. */
export function UserStatusBadge({ status }: { status: ManagedUser['status'] }) {
  const t = useTranslations('administration.statuses')
  const { className, Icon } = looks[status]
  return (
    <span className={`badge ${className}`} data-testid="text-portal-user-status">
      <Icon /> {t(status)}
    </span>
  )
}
