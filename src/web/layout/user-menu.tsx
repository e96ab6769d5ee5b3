import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import type { Profile } from '../api/types.ts'
import { ChevronDownIcon, LockIcon } from '../ui/icons.tsx'
import { Preferences } from './preferences.tsx'
import { SignOut } from './sign-out.tsx'

function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(Boolean)
  const letters = [words.at(0), words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '')
  return letters.join('').toUpperCase()
}

/** Who I am, for which customer, language, theme, sign out. */
export function UserMenu({ profile }: { profile: Profile | undefined }) {
  const t = useTranslations('account')
  const name = profile?.displayName ?? ''
  return (
    <div className="user-menu">
      <button type="button" className="user-menu-button" popoverTarget="user-menu" data-testid="btn-portal-user-menu">
        <span className="avatar" aria-hidden="true">
          {initialsOf(name)}
        </span>
        <span className="visually-hidden">{t('menu')}</span>
        <span className="user-menu-name">{name}</span>
        <ChevronDownIcon />
      </button>
      <div id="user-menu" className="user-menu-panel" popover="auto" data-testid="panel-portal-user-menu">
        {profile && (
          <dl className="identity">
            <div>
              <dt className="visually-hidden">{t('name')}</dt>
              <dd className="identity-name" data-testid="text-portal-user-name">
                {profile.displayName}
              </dd>
            </div>
            <div>
              <dt className="visually-hidden">{t('email')}</dt>
              <dd className="muted">{profile.email}</dd>
            </div>
            <div className="identity-row">
              <dt>{t('customer')}</dt>
              <dd data-testid="text-portal-customer">{profile.customer.name}</dd>
            </div>
            <div className="identity-row">
              <dt>{t('organisation')}</dt>
              <dd>{profile.tenant.name}</dd>
            </div>
          </dl>
        )}
        <Link
          className="button button-wide"
          to="/account"
          onClick={() => document.getElementById('user-menu')?.hidePopover()}
          data-testid="link-portal-account"
        >
          <LockIcon /> {t('manage')}
        </Link>
        <Preferences />
        <SignOut userId={profile?.id} />
      </div>
    </div>
  )
}
