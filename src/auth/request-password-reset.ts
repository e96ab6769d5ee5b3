import type { ItsmDatabase } from '../database/itsm/itsm-database.ts'
import { inTransaction, type OutsideTransaction } from '../database/transaction.ts'
import type { Mailer } from '../mail/mailer.ts'
import { noPassword } from './accounts.ts'
import type { Client } from './client.ts'
import { createLink, type LinkSettings } from './create-link.ts'
import { hasIdentity } from './identities-repository.ts'
import { type Account, findAccount, lockActiveUser } from './repository.ts'
import { recordSecurityEvent } from './security-log.ts'

/** Somebody's wish for a link by which they set a new password. */
export interface PasswordResetRequest {
  tenantSlug: string
  email: string
  client: Client
  now: Date
}

/**
 * Sends a link by which a portal user sets a new password, where there is such a user, and they may get a further mail.
 * Nothing is returned, because nobody may learn whether there is one.
 */
export async function requestPasswordReset(
  database: OutsideTransaction,
  { mail, config }: { mail: Mailer; config: LinkSettings },
  { tenantSlug, email, client, now }: PasswordResetRequest,
): Promise<void> {
  const account = await findAccount(database, tenantSlug, email)
  if (!account?.isActive || (await signsInElsewhere(database, account))) return
  await inTransaction(database, now, async (transaction) => {
    // One after the other: each sees the mails of those before it.
    if (!(await lockActiveUser(transaction, account.id))) return
    // Only a link that is sent voids the one before.
    if (!(await mail.mayPut(transaction, account.id))) return
    const link = await createLink(transaction, config, { portalUserId: account.id, purpose: 'reset' })
    const recipient = { ...account, language: account.language ?? client.language }
    await mail.put(transaction, recipient, { template: 'password-reset', link })
    await recordSecurityEvent(transaction, account.id, { event: 'PASSWORD_RESET_REQUESTED', client })
  })
}

/** Whether the identity provider alone decides who comes in: then there is no password to be set anew by mail. */
async function signsInElsewhere(database: ItsmDatabase, { id, passwordHash }: Account): Promise<boolean> {
  return passwordHash === noPassword && hasIdentity(database, id)
}
