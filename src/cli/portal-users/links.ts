import type { Administration } from '../../portal-users/administration.ts'
import { Refusal } from '../refusal.ts'

/** @throws Refusal where a setting is missing that links, and mails with links, need */
export function assertLinks({ settings }: Administration): void {
  if (!settings.PUBLIC_URL) throw new Refusal('Set PUBLIC_URL: links begin with it.')
  if (settings.SMTP_URL && !settings.JWT_SECRET)
    throw new Refusal('Set JWT_SECRET as for the service: it encrypts the links in mails.')
}
