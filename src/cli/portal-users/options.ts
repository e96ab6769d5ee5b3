import { type PortalUserStatus, portalUserStatuses } from '../../../schemas/portal-users.ts'
import type { MailLanguage } from '../../mail/messages.ts'
import { wrongCall } from '../refusal.ts'

/** @throws Refusal if it is not a status */
export function statusOf(typed: string | undefined): PortalUserStatus | undefined {
  if (typed === undefined) return undefined
  const status = portalUserStatuses.find((known) => known === typed)
  if (!status) throw wrongCall(`--status is ${portalUserStatuses.join(', ')}.`)
  return status
}

/** @throws Refusal if it is not a number from 1 to `most` */
export function numberOf(
  option: 'page' | 'limit',
  typed: string | undefined,
  { byDefault, most }: { byDefault: number; most: number },
): number {
  const value = Number(typed ?? byDefault)
  if (!Number.isInteger(value) || value < 1 || value > most)
    throw wrongCall(`--${option} is a number from 1 to ${most}.`)
  return value
}

/** @throws Refusal if there are no mails in this language */
export function languageOf(typed: string | undefined): MailLanguage | undefined {
  if (typed === undefined || typed === 'de' || typed === 'en') return typed
  throw wrongCall('--language is de or en.')
}

/** @throws Refusal if no user is named */
export function named(subject: string | undefined): string {
  if (subject === undefined) throw wrongCall('Say which user, by id or e-mail.')
  return subject
}
