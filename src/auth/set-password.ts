import type { SecurityEventKind } from '../../schemas/security.ts'
import type { Transaction } from '../database/transaction.ts'
import type { MailRecipient } from '../mail/mailer.ts'
import type { Client } from './client.ts'
import { deleteLinks } from './links-repository.ts'
import { replacePasswordHash } from './repository.ts'
import { recordSecurityEvent } from './security-log.ts'
import type { AccountServices } from './services.ts'
import { deleteSessions } from './sessions-repository.ts'

/** A new password, and how it came about. */
export interface NewPassword {
  passwordHash: string
  /** The hash that it replaces; where that has changed meanwhile, nothing happens. */
  former?: string
  /** The session that goes on. */
  keptSessionId?: string
  /** The entry in the user's security log. */
  event: Extract<SecurityEventKind, 'PASSWORD_CHANGED' | 'PASSWORD_RESET' | 'INVITATION_ACCEPTED'>
  /** Null where an administrator acted. */
  client: Client | null
}

/**
 * Gives an account a new password, whether the user or an administrator sets it. Other sessions end, links stop working,
 * and the security log gets an entry. The user is told by mail, in the language of the account, or else in that of the
 * browser. A first password, which comes by invitation, is not mailed about.
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
