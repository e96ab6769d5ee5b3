import type { ImportProblem } from '../../schemas/portal-user-import.ts'
import {
  emailPattern,
  type ManagedPortalUser,
  type ManagedPortalUserDetail,
  mailLanguages,
  maxDisplayName,
  maxEmail,
} from '../../schemas/portal-users.ts'
import type { MailLanguage } from '../mail/messages.ts'

/** The actor of a change: an agent of the ITSM, an account of the operating system, or an issuer of identities. */
export interface Actor {
  kind: 'agent' | 'command' | 'identity-provider'
  id: string
}

/** A portal user as administrators see them. */
export type PortalUser = ManagedPortalUser

/** A portal user in full. */
export type PortalUserDetail = ManagedPortalUserDetail

/** The data of a new portal user. */
export interface NewPortalUser {
  email: string
  displayName: string
  customerId: string
  language: MailLanguage | null
}

/** The problems of a new portal user's data. */
export function problemsOf({
  email,
  displayName,
  language,
}: Omit<NewPortalUser, 'customerId' | 'language'> & { language: string | null }): ImportProblem[] {
  const problems: ImportProblem[] = []
  if (!new RegExp(emailPattern, 'u').test(email) || email.length > maxEmail) problems.push('EMAIL_INVALID')
  if (displayName.trim() === '' || displayName.length > maxDisplayName || /\p{Cc}/u.test(displayName))
    problems.push('NAME_INVALID')
  if (language !== null && !mailLanguages.some((known) => known === language)) problems.push('LANGUAGE_UNKNOWN')
  return problems
}
