import { useState } from 'react'
import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import type { UserCreated } from '../../../api/types.ts'
import { ChevronLeftIcon } from '../../../ui/icons.tsx'
import { PageHeading } from '../../../ui/page-heading.tsx'
import { MadeLink } from '../made-link.tsx'
import { InviteForm } from './invite-form.tsx'

/** Inviting one portal user; then where the invitation went, and the next one. */
export default function InvitePage() {
  const t = useTranslations('administration')
  const [created, setCreated] = useState<UserCreated>()
  return (
    <div className="page page-narrow" data-testid="page-portal-admin-invite">
      <Link className="back-link" to="/admin">
        <ChevronLeftIcon /> {t('title')}
      </Link>
      <div>
        <PageHeading title={t('inviteTitle')} />
        <p className="muted">{t('inviteText')}</p>
      </div>
      {created ? (
        <>
          {created.invitation && <MadeLink email={created.user.email} made={created.invitation} />}
          <div className="form-actions">
            <Link className="button" to={`/admin/users/${created.user.id}`} data-testid="link-portal-admin-created">
              {t('toUser')}
            </Link>
            <button
              type="button"
              className="button button-primary"
              onClick={() => setCreated(undefined)}
              data-testid="btn-portal-admin-invite-another"
            >
              {t('inviteAnother')}
            </button>
          </div>
        </>
      ) : (
        <InviteForm onCreated={setCreated} />
      )}
    </div>
  )
}
