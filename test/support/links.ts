import type { LinkPurpose } from '../../schemas/passwords.ts'
import { createLink } from '../../src/auth/create-link.ts'
import { readServiceSettings } from '../../src/config/read-settings.ts'
import { checkItsm } from '../../src/database/itsm/itsm-database.ts'
import { inTransaction } from '../../src/database/transaction.ts'
import { itsmSettings } from './databases.ts'
import type { TestPortal } from './portal.ts'

/** Makes a link for a portal user, as an invitation or a forgotten password does. @returns its token */
export async function linkFor(
  portal: TestPortal,
  portalUserId: string,
  purpose: LinkPurpose = 'reset',
  now = new Date(),
): Promise<string> {
  const { database } = await checkItsm(portal.itsm.admin, itsmSettings)
  const config = readServiceSettings({ ...portal.environment, DATABASE_URL: portal.itsm.url })
  const link = await inTransaction(database, now, (transaction) =>
    createLink(transaction, config, { portalUserId, purpose }),
  )
  return link.slice(link.indexOf('#') + 1)
}
