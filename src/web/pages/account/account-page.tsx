import { useTranslations } from 'use-intl'
import { PageHeading } from '../../ui/page-heading.tsx'
import { ChangePassword } from './change-password.tsx'
import { Identity } from './identity.tsx'
import { SecondFactor } from './second-factor.tsx'
import { SecurityLog } from './security-log.tsx'
import { Sessions } from './sessions.tsx'
import './account.css'

/** Who I am, and everything that keeps my account safe. */
export default function AccountPage() {
  const t = useTranslations('security')
  return (
    <div className="page page-narrow" data-testid="page-portal-account">
      <div>
        <PageHeading title={t('title')} />
        <p className="muted">{t('intro')}</p>
      </div>
      <Identity />
      <ChangePassword />
      <SecondFactor />
      <Sessions />
      <SecurityLog />
    </div>
  )
}
