import type { LinkPurpose } from '../../schemas/passwords.ts'
import { createLink } from '../../src/auth/links.ts'
import { readConfig } from '../../src/config.ts'
import { checkHost } from '../../src/database/host/host.ts'
import { hostSettings } from './databases.ts'
import type { TestPortal } from './portal.ts'

/** Makes a link for a portal user, as an invitation or a forgotten password does. @returns its token */
export async function linkFor(
  portal: TestPortal,
  portalUserId: string,
  purpose: LinkPurpose = 'reset',
  now = new Date(),
): Promise<string> {
  const { host } = await checkHost(portal.host.admin, hostSettings)
  const config = readConfig({ ...portal.environment, DATABASE_URL: portal.host.url })
  const link = await createLink(host.kysely, host, config, portalUserId, purpose, now)
  return link.slice(link.indexOf('#') + 1)
}
