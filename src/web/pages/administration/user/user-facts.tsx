import { useTranslations } from 'use-intl'
import type { ManagedUserDetail } from '../../../api/types.ts'
import { Time } from '../../../ui/time.tsx'

/** What is known of a user. */
export function UserFacts({ user }: { user: ManagedUserDetail }) {
  const t = useTranslations('administration')
  return (
    <section className="card card-padded" aria-label={t('facts')}>
      <dl className="facts">
        <div>
          <dt>{t('customer')}</dt>
          <dd>{user.customerName}</dd>
        </div>
        <div>
          <dt>{t('createdAt')}</dt>
          <dd>
            <Time at={user.createdAt} style="exact" />
          </dd>
        </div>
        <div>
          <dt>{t('lastLogin')}</dt>
          <dd>{user.lastLoginAt ? <Time at={user.lastLoginAt} style="exact" /> : t('never')}</dd>
        </div>
        <div>
          <dt>{t('sessions')}</dt>
          <dd>{t('sessionCount', { count: user.sessions })}</dd>
        </div>
        <div>
          <dt>{t('secondFactor')}</dt>
          <dd data-testid="text-portal-admin-second-factor">{t(user.hasSecondFactor ? 'on' : 'off')}</dd>
        </div>
        {user.linkExpiresAt && (
          <div>
            <dt>{t('linkExpires')}</dt>
            <dd>
              <Time at={user.linkExpiresAt} style="exact" />
            </dd>
          </div>
        )}
      </dl>
    </section>
  )
}
