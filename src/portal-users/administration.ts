import type { Kysely } from 'kysely'
import type { LinkPurpose } from '../../schemas/passwords.ts'
import type { SecurityEventKind } from '../../schemas/security.ts'
import { createLink, deleteLinks } from '../auth/links.ts'
import { assertGoodPassword } from '../auth/password-policy.ts'
import { assertFitsHashing, type Passwords } from '../auth/passwords.ts'
import { replacePasswordHash } from '../auth/repository.ts'
import type { Sealing } from '../auth/sealing.ts'
import { deleteSecondFactor } from '../auth/second-factor.ts'
import { recordSecurityEvent } from '../auth/security-log.ts'
import { deleteSessions } from '../auth/sessions-repository.ts'
import type { Settings } from '../config.ts'
import { isDuplicateKey } from '../database/duplicate-key.ts'
import type { Host } from '../database/host/host.ts'
import type { Tables } from '../database/tables.ts'
import { inTransaction } from '../database/transaction.ts'
import { mayGetMail, putIntoOutbox } from '../mail/outbox.ts'
import { addPortalUser } from './add-portal-user.ts'
import { type AuditAction, recordAudit } from './audit.ts'
import type { Actor, NewPortalUser, PortalUser } from './portal-user.ts'
import { findPortalUser, isEmailTaken, setActive } from './repository.ts'

/** Somebody who administers the portal users of one tenant, and what that needs. */
export interface Administration {
  host: Host
  settings: Settings
  sealing: Sealing
  tenantId: string
  actor: Actor
  now: Date
}

/** A link to set a password was made. */
export interface LinkMade {
  /** Whether it goes to the user by mail. */
  isMailed: boolean
  /** The link, for the administrator to pass on; only where it is not mailed. */
  link: string | null
}

/** Creates a portal user without a password. @returns null where the e-mail is taken, in any case of its letters */
export async function createPortalUser(
  administration: Administration,
  user: NewPortalUser,
  transaction?: Kysely<Tables>,
): Promise<PortalUser | null> {
  if (!transaction)
    return inTransaction(administration.host, (own) => createPortalUser(administration, user, own)).catch((error) => {
      if (isDuplicateKey(error)) return null
      throw error
    })
  const { host, tenantId, actor, now } = administration
  // Where addresses are ambiguous there is no unique key yet that would refuse a further one.
  if (await isEmailTaken(transaction, tenantId, user.email)) return null
  return addPortalUser(transaction, host, tenantId, actor, user, now)
}

/**
 * Makes a link by which a user sets a password: an invitation for who never had one, a reset for others. It goes by mail
 * where mail is configured and the user may get one; otherwise it is given back.
 *
 * @param isPrinted give it back in any case, and send no mail
 */
export async function makeLink(
  administration: Administration,
  user: PortalUser,
  isPrinted: boolean,
  transaction?: Kysely<Tables>,
): Promise<LinkMade> {
  if (!transaction) return inTransaction(administration.host, (own) => makeLink(administration, user, isPrinted, own))
  const { host, settings, sealing, now } = administration
  const purpose: LinkPurpose = user.status === 'invited' ? 'invitation' : 'reset'
  const link = await createLink(transaction, host, settings, user.id, purpose, now)
  const isMailed = !isPrinted && settings.SMTP_URL !== undefined && (await mayGetMail(transaction, host, user.id, now))
  if (isMailed) {
    const template = purpose === 'invitation' ? 'invitation' : 'password-reset'
    const mail = { template, recipient: user.email, language: user.language ?? settings.MAIL_LANGUAGE, link } as const
    await putIntoOutbox(transaction, host, sealing, user.id, mail, now)
  }
  await audit(administration, transaction, purpose === 'invitation' ? 'invite' : 'reset-password', user, user)
  await tell(administration, transaction, user, purpose === 'invitation' ? 'INVITED' : 'PASSWORD_RESET_REQUESTED')
  return { isMailed, link: isMailed ? null : link }
}

/** Switches a portal user off: sessions end, links work no more. */
export async function disablePortalUser(administration: Administration, user: PortalUser): Promise<void> {
  await inTransaction(administration.host, async (transaction) => {
    await setActive(transaction, administration.tenantId, user.id, false)
    await deleteSessions(transaction, user.id)
    await deleteLinks(transaction, user.id)
    await audit(administration, transaction, 'disable', user, await again(administration, transaction, user))
    await tell(administration, transaction, user, 'DISABLED')
  })
}

/** Switches a portal user on again. */
export async function enablePortalUser(administration: Administration, user: PortalUser): Promise<void> {
  await inTransaction(administration.host, async (transaction) => {
    await setActive(transaction, administration.tenantId, user.id, true)
    await audit(administration, transaction, 'enable', user, await again(administration, transaction, user))
    await tell(administration, transaction, user, 'ENABLED')
  })
}

/** Sets a password and ends every session. @throws PASSWORD_TOO_WEAK; VALIDATION_FAILED where it is too long */
export async function setPassword(
  administration: Administration,
  passwords: Passwords,
  user: PortalUser,
  password: string,
): Promise<void> {
  assertFitsHashing(password)
  await assertGoodPassword(password, user, 'password')
  const passwordHash = await passwords.hash(password)
  await inTransaction(administration.host, async (transaction) => {
    await replacePasswordHash(transaction, user.id, passwordHash)
    await deleteSessions(transaction, user.id)
    await deleteLinks(transaction, user.id)
    await audit(administration, transaction, 'set-password', user, await again(administration, transaction, user))
    await tell(administration, transaction, user, 'PASSWORD_CHANGED')
  })
}

/** Removes the second factor of somebody who has lost it. @returns whether there was one */
export async function removeSecondFactor(administration: Administration, user: PortalUser): Promise<boolean> {
  return inTransaction(administration.host, async (transaction) => {
    if (!(await deleteSecondFactor(transaction, user.id))) return false
    await audit(administration, transaction, 'remove-second-factor', user, user)
    await tell(administration, transaction, user, 'SECOND_FACTOR_DISABLED')
    return true
  })
}

function again({ tenantId }: Administration, transaction: Kysely<Tables>, { id }: PortalUser) {
  return findPortalUser(transaction, tenantId, id)
}

function audit(
  { host, tenantId, actor, now }: Administration,
  transaction: Kysely<Tables>,
  action: AuditAction,
  before: PortalUser | null,
  after: PortalUser | null,
): Promise<void> {
  return recordAudit(transaction, host, tenantId, actor, action, (after ?? before)?.id ?? '', { before, after }, now)
}

function tell(
  { host, now }: Administration,
  transaction: Kysely<Tables>,
  user: PortalUser,
  event: SecurityEventKind,
): Promise<void> {
  return recordSecurityEvent(transaction, host, user.id, event, null, now)
}
