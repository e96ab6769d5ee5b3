import type { LinkPurpose } from '../../schemas/passwords.ts'
import { createLink } from '../../src/auth/links.ts'
import { readConfig } from '../../src/config.ts'
import { demoIds } from '../../src/demo/people.ts'
import type { TestPortal } from './portal.ts'

/** Makes a link for the first demo user, as a mail would bring it. @returns its path and token */
export async function passwordLink({ app, environment }: TestPortal, purpose: LinkPurpose): Promise<string> {
  const { host } = app
  const settings = { ...readConfig(environment), PUBLIC_URL: '' }
  return createLink(host.kysely, host, settings, demoIds.katharina, purpose, new Date())
}

/** The settings of a portal that can send mails; what it sends waits, for nobody listens there. */
export const withMail = {
  PUBLIC_URL: 'https://desk.example.com',
  SMTP_URL: 'smtp://127.0.0.1:9',
  MAIL_FROM: 'Service Desk <desk@example.com>',
}
