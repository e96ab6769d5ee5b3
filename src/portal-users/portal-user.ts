import type { MailLanguage } from '../mail/messages.ts'

/** What a stored hash is while there is no password yet: no password fits it. */
export const noPassword = '!'

/** Who changes portal users: an agent of the host, an account of the operating system, or an issuer of identities. */
export interface Actor {
  kind: 'agent' | 'command' | 'identity-provider'
  id: string
}

/**
 * - `active`: may sign in
 * - `invited`: has not set a password yet
 * - `disabled`: is switched off
 */
export type PortalUserStatus = 'active' | 'invited' | 'disabled'

/** A portal user as administrators see them. */
export interface PortalUser {
  id: string
  email: string
  displayName: string
  customerId: string
  customerName: string
  status: PortalUserStatus
  language: MailLanguage | null
  createdAt: string
  lastLoginAt: string | null
}

/** A portal user in full. */
export interface PortalUserDetail extends PortalUser {
  sessions: number
  hasSecondFactor: boolean
  /** Until when an invitation or a link for a new password works. */
  linkExpiresAt: string | null
}

/** What a new portal user is made of. */
export interface NewPortalUser {
  email: string
  displayName: string
  customerId: string
  language: MailLanguage | null
}

/** What is wrong with a new portal user, in words for people. */
export function problemsOf({
  email,
  displayName,
  language,
}: Omit<NewPortalUser, 'customerId' | 'language'> & { language: string | null }): string[] {
  const problems: string[] = []
  if (!/^[^\s@\p{Cc}"(),:;<>[\\\]]+@[\p{L}\p{N}.-]+\.[\p{L}\p{N}-]+$/u.test(email) || email.length > 254)
    problems.push(`"${email}" is no e-mail address`)
  if (displayName.trim() === '' || displayName.length > 100 || /\p{Cc}/u.test(displayName))
    problems.push('the display name must have 1 to 100 characters, without control characters')
  if (language !== null && !['de', 'en'].includes(language))
    problems.push(`the language must be de or en, not "${language}"`)
  return problems
}
