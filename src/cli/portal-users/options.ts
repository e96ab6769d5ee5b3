import { type PortalUserStatus, portalUserStatuses } from '../../../schemas/portal-users.ts'
import type { MailLanguage } from '../../mail/messages.ts'
import { wrongCall } from '../refusal.ts'

/** @throws Refusal where it is none of the statuses */
export function statusOf(typed: string | undefined): PortalUserStatus | undefined {
  if (typed === undefined) return undefined
  const status = portalUserStatuses.find((known) => known === typed)
  if (!status) throw wrongCall(`--status is ${portalUserStatuses.join(', ')}.`)
  return status
}

/** @throws Refusal where it is no number from 1 to the most */
export function numberOf(option: 'page' | 'limit', typed: string | undefined, byDefault: number, most: number): number {
  const value = Number(typed ?? byDefault)
  if (!Number.isInteger(value) || value < 1 || value > most)
    throw wrongCall(`--${option} is a number from 1 to ${most}.`)
  return value
}

/** @throws Refusal where mails do not come in it */
export function languageOf(typed: string | undefined): MailLanguage | undefined {
  if (typed === undefined || typed === 'de' || typed === 'en') return typed
  throw wrongCall('--language is de or en.')
}

/** @throws Refusal where nobody is named */
export function named(subject: string | undefined): string {
  if (subject === undefined) throw wrongCall('Say which user, by id or e-mail.')
  return subject
}
