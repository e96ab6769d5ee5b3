import type { ItsmDatabase } from '../database/itsm/itsm-database.ts'
import { inTransaction, type OutsideTransaction } from '../database/transaction.ts'
import type { Mailer } from '../mail/mailer.ts'
import { noPassword } from './accounts.ts'
import type { Client } from './client.ts'
import { createLink, type LinkSettings } from './create-link.ts'
import { hasIdentity } from './identities-repository.ts'
import { type Account, findAccount, lockActiveUser } from './repository.ts'
import { recordSecurityEvent } from './security-log.ts'

/** A request for a link to set a new password. */
export interface PasswordResetRequest {
  tenantSlug: string
  email: string
  client: Client
  now: Date
}

/**
 * Sends a link to set a new password if the portal user exists and may get another mail. It returns nothing, because the
 * caller must not learn whether the user exists.
 */
export async function requestPasswordReset(
  database: OutsideTransaction,
  { mail, config }: { mail: Mailer; config: LinkSettings },
  { tenantSlug, email, client, now }: PasswordResetRequest,
): Promise<void> {
  const account = await findAccount(database, tenantSlug, email)
  if (!account?.isActive || (await signsInElsewhere(database, account))) return
  await inTransaction(database, now, async (transaction) => {
    // The lock makes concurrent requests wait, so that each counts the mails of the earlier ones.
    if (!(await lockActiveUser(transaction, account.id))) return
    // A former link stays valid unless a new one is sent.
    if (!(await mail.mayPut(transaction, account.id))) return
    const link = await createLink(transaction, config, { portalUserId: account.id, purpose: 'reset' })
    const recipient = { ...account, language: account.language ?? client.language }
    await mail.put(transaction, recipient, { template: 'password-reset', link })
    await recordSecurityEvent(transaction, account.id, { event: 'PASSWORD_RESET_REQUESTED', client })
  })
}

/** Whether the user signs in only through the identity provider. Then there is no password to reset. */
async function signsInElsewhere(database: ItsmDatabase, { id, passwordHash }: Account): Promise<boolean> {
  return passwordHash === noPassword && hasIdentity(database, id)
}
