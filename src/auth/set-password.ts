import type { SecurityEventKind } from '../../schemas/security.ts'
import type { Transaction } from '../database/transaction.ts'
import type { MailRecipient } from '../mail/mailer.ts'
import type { Client } from './client.ts'
import { deleteLinks } from './links-repository.ts'
import { replacePasswordHash } from './repository.ts'
import { recordSecurityEvent } from './security-log.ts'
import type { AccountServices } from './services.ts'
import { deleteSessions } from './sessions-repository.ts'

/** A new password and the event behind it. */
export interface NewPassword {
  passwordHash: string
  /** The hash that it replaces. If that has changed in the meantime, nothing happens. */
  former?: string
  /** The session that stays. */
  keptSessionId?: string
  /** The entry in the user's security log. */
  event: Extract<SecurityEventKind, 'PASSWORD_CHANGED' | 'PASSWORD_RESET' | 'INVITATION_ACCEPTED'>
  /** Null if an administrator acted. */
  client: Client | null
}

/**
 * Sets the password of an account, for the user and for administrators. Other sessions end, links no longer work, and the
 * security log gets an entry. The user is told by mail, in the language of the account or else of the browser. There is
 * no mail about the first password, which the user sets by an invitation.
 *
 * @returns whether the password was set
 */
export async function setPassword(
  transaction: Transaction,
  { mail, forgetSessions }: Pick<AccountServices, 'mail' | 'forgetSessions'>,
  { owner, passwordHash, former, keptSessionId, event, client }: NewPassword & { owner: MailRecipient },
): Promise<boolean> {
  if (!(await replacePasswordHash(transaction, owner.id, { passwordHash, former }))) return false
  await deleteSessions(transaction, owner.id, keptSessionId)
  transaction.onCommit(() => forgetSessions())
  await deleteLinks(transaction, owner.id)
  await recordSecurityEvent(transaction, owner.id, { event, client })
  if (event !== 'INVITATION_ACCEPTED') {
    const recipient = { ...owner, language: owner.language ?? client?.language ?? null }
    await mail?.put(transaction, recipient, { template: 'password-changed', link: null })
  }
  return true
}
