import type { LinkPurpose } from '../../schemas/passwords.ts'
import { demoIds } from '../../src/demo/people.ts'
import { linkFor } from './links.ts'
import type { TestPortal } from './portal.ts'

/** Makes a link for the first demo user, as a mail would bring it. @returns its path and token */
export async function passwordLink(portal: TestPortal, purpose: LinkPurpose): Promise<string> {
  return `/portal/password#${await linkFor(portal, demoIds.katharina, purpose)}`
}

/** The settings of a portal that can send mails; what it sends waits, for nobody listens there. */
export const withMail = {
  PUBLIC_URL: 'https://desk.example.com',
  SMTP_URL: 'smtp://127.0.0.1:9',
  MAIL_FROM: 'Service Desk <desk@example.com>',
}
