import { useQuery } from '@tanstack/react-query'
import { Link, NavLink } from 'react-router'
import { useTranslations } from 'use-intl'
import { profileQuery } from '../api/session.ts'
import { BookIcon, Logo, TicketIcon } from '../ui/icons.tsx'
import { UserMenu } from './user-menu.tsx'

/** The header of every page for signed-in users. */
export function Header() {
  const t = useTranslations('layout')
  const { data: profile } = useQuery(profileQuery)
  return (
    <header className="header" data-testid="portal-header">
      <div className="header-inner">
        <Link className="brand" to="/tickets" data-testid="link-portal-home">
          <Logo />
          <span className="brand-name">{profile?.tenant.name ?? t('product')}</span>
        </Link>
        <nav className="nav" aria-label={t('navigation')} data-testid="portal-nav">
          <NavLink className="nav-link" to="/tickets" data-testid="nav-portal-tickets">
            <TicketIcon /> {t('tickets')}
          </NavLink>
          <NavLink className="nav-link" to="/kb" data-testid="nav-portal-kb">
            <BookIcon /> {t('knowledgeBase')}
          </NavLink>
        </nav>
        <UserMenu profile={profile} />
      </div>
    </header>
  )
}
