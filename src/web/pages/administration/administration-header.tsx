import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import type { Administrator } from '../../api/types.ts'
import { Preferences } from '../../layout/preferences.tsx'
import { ChevronDownIcon, Logo } from '../../ui/icons.tsx'

/** Which organisation is administered, by whom; language and theme. */
export function AdministrationHeader({ administrator }: { administrator: Administrator | undefined }) {
  const t = useTranslations('administration')
  return (
    <header className="header administration-header" data-testid="portal-admin-header">
      <div className="header-inner">
        <Link className="brand" to="/admin" data-testid="link-portal-admin-home">
          <Logo />
          <span className="brand-name">{administrator?.tenant.name ?? t('title')}</span>
        </Link>
        <div className="user-menu">
          <button
            type="button"
            className="user-menu-button"
            popoverTarget="user-menu"
            data-testid="btn-portal-admin-menu"
          >
            <span className="visually-hidden">{t('menu')}</span>
            <span className="administration-name">{administrator?.displayName ?? t('preferences')}</span>
            <ChevronDownIcon />
          </button>
          <div id="user-menu" className="user-menu-panel" popover="auto">
            <Preferences />
          </div>
        </div>
      </div>
    </header>
  )
}
