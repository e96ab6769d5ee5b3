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
  /** What the user's security log calls it. */
  event: Extract<SecurityEventKind, 'PASSWORD_CHANGED' | 'PASSWORD_RESET' | 'INVITATION_ACCEPTED'>
  /** Null where an administrator acted. */
  client: Client | null
}

/**
 * Gives an account a new password, however that came about: its other sessions end, its links work no more, its security
 * log and its owner learn of it. The mail is in the language of the account, or else in that of the browser. Nobody is
 * told of a first password, which comes by invitation.
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
