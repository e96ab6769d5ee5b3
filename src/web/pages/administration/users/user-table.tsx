import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import type { ManagedUser } from '../../../api/types.ts'
import { Highlight } from '../../../ui/highlight.tsx'
import { Time } from '../../../ui/time.tsx'
import { UserStatusBadge } from '../status-badge.tsx'

/** The users as a table; on narrow screens its rows look like cards. */
export function UserTable({ users, search }: { users: ManagedUser[]; search: string }) {
  const t = useTranslations('administration')
  return (
    <table className="administration-table card" data-testid="table-portal-admin-users">
      <caption className="visually-hidden">{t('title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('user')}</th>
          <th scope="col">{t('customer')}</th>
          <th scope="col">{t('status')}</th>
          <th scope="col">{t('lastLogin')}</th>
        </tr>
      </thead>
      <tbody>
        {users.map(({ id, email, displayName, customerName, status, lastLoginAt }) => (
          <tr key={id} data-testid="row-portal-admin-user">
            <th scope="row">
              <Link className="row-link" to={`/admin/users/${encodeURIComponent(id)}`}>
                <Highlight text={displayName} search={search} />
              </Link>
              <span className="hint">
                <Highlight text={email} search={search} />
              </span>
            </th>
            <td>
              <Highlight text={customerName} search={search} />
            </td>
            <td>
              <UserStatusBadge status={status} />
            </td>
            <td className="hint">{lastLoginAt ? <Time at={lastLoginAt} isInLink /> : t('never')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
