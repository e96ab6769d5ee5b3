import type { Kysely } from 'kysely'
import type { LinkPurpose } from '../../schemas/passwords.ts'
import type { LinkMade, PortalUserChange } from '../../schemas/portal-users.ts'
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
import type { ItsmDatabase } from '../database/itsm/itsm-database.ts'
import type { Tables } from '../database/tables.ts'
import { inTransaction } from '../database/transaction.ts'
import type { MailTemplate } from '../mail/messages.ts'
import { mayGetMail, putIntoOutbox } from '../mail/outbox.ts'
import { apiError } from '../plugins/errors.ts'
import { addPortalUser } from './add-portal-user.ts'
import { type AuditAction, recordAudit } from './audit.ts'
import { isActiveCustomer } from './customers-repository.ts'
import type { Actor, NewPortalUser, PortalUser } from './portal-user.ts'
import { findPortalUser, findTakenEmails, holdPortalUser, updatePortalUser } from './repository.ts'

/** Somebody who administers the portal users of one tenant, and what that needs. */
export interface Administration {
  database: ItsmDatabase
  settings: Settings
  sealing: Sealing
  tenantId: string
  actor: Actor
  now: Date
}

/** How the links of invitations reach people: `printed` gives them back in any case and sends no mail. */
export type Delivery = 'mailed' | 'printed'

/** A portal user who was created. */
export interface Created {
  user: PortalUser
  /** Null where no invitation was asked for. */
  invitation: LinkMade | null
}

/**
 * Creates a portal user without a password and, where `delivery` says how, invites them.
 *
 * @throws EMAIL_TAKEN, in any case of its letters; UNKNOWN_CUSTOMER
 */
export async function createPortalUser(
  administration: Administration,
  user: NewPortalUser,
  delivery: Delivery | null,
): Promise<Created> {
  const [created] = await createPortalUsers(administration, [user], delivery)
  if (!created) throw new Error('nobody was created')
  return created
}

/**
 * Creates several portal users, or none.
 *
 * @param onProgress called after each with how many are done
 * @throws EMAIL_TAKEN, UNKNOWN_CUSTOMER
 */
export async function createPortalUsers(
  administration: Administration,
  users: readonly NewPortalUser[],
  delivery: Delivery | null,
  onProgress: (done: number) => void = () => {},
): Promise<Created[]> {
  const { database, tenantId, actor, now } = administration
  const emails = users.map(({ email }) => email)
  try {
    return await inTransaction(database, now, async ({ kysely: transaction }) => {
      // Where addresses are ambiguous there is no unique key yet that would refuse a further one.
      if ((await findTakenEmails(transaction, tenantId, emails)).size > 0) throw apiError('EMAIL_TAKEN')
      for (const customerId of new Set(users.map((user) => user.customerId)))
        if (!(await isActiveCustomer(transaction, tenantId, customerId))) throw apiError('UNKNOWN_CUSTOMER')
      const created: Created[] = []
      for (const newUser of users) {
        const user = await addPortalUser(transaction, database, tenantId, actor, newUser, now)
        const invitation = delivery === null ? null : await linkFor(administration, transaction, user, delivery)
        created.push({ user, invitation })
        onProgress(created.length)
      }
      return created
    })
  } catch (error) {
    throw isDuplicateKey(error) ? apiError('EMAIL_TAKEN') : error
  }
}

/**
 * Makes a link by which a user sets a password: an invitation for who never had one, a reset for others. It goes by mail
 * where mail is configured and the user may get one; otherwise it is given back.
 *
 * @throws PORTAL_USER_NOT_FOUND, PORTAL_USER_DISABLED
 */
export async function makeLink(administration: Administration, id: string, delivery: Delivery): Promise<LinkMade> {
  return inTransaction(administration.database, administration.now, async ({ kysely: transaction }) => {
    const user = await hold(administration, transaction, id)
    if (user.status === 'disabled') throw apiError('PORTAL_USER_DISABLED')
    return linkFor(administration, transaction, user, delivery)
  })
}

/** Changes what is given of a portal user. @throws PORTAL_USER_NOT_FOUND, UNKNOWN_CUSTOMER */
export async function changePortalUser(
  administration: Administration,
  id: string,
  { displayName, customerId, language }: PortalUserChange,
): Promise<PortalUser> {
  const { tenantId } = administration
  return change(administration, id, 'change', null, async (transaction, user) => {
    if (customerId !== undefined && !(await isActiveCustomer(transaction, tenantId, customerId)))
      throw apiError('UNKNOWN_CUSTOMER')
    const columns = {
      ...(displayName === undefined || displayName === user.displayName ? {} : { display_name: displayName }),
      ...(customerId === undefined || customerId === user.customerId ? {} : { customer_id: customerId }),
      ...(language === undefined || language === user.language ? {} : { language }),
    }
    if (Object.keys(columns).length === 0) return false
    await updatePortalUser(transaction, tenantId, id, columns)
    if (columns.customer_id !== undefined) await deleteSessions(transaction, id)
    return true
  })
}

/** Switches a portal user off: sessions end, links work no more. @throws PORTAL_USER_NOT_FOUND */
export async function disablePortalUser(administration: Administration, id: string): Promise<PortalUser> {
  return change(administration, id, 'disable', 'DISABLED', async (transaction, { status }) => {
    if (status === 'disabled') return false
    await updatePortalUser(transaction, administration.tenantId, id, { is_active: 0 })
    await deleteSessions(transaction, id)
    await deleteLinks(transaction, id)
    return true
  })
}

/** Switches a portal user on again. @throws PORTAL_USER_NOT_FOUND */
export async function enablePortalUser(administration: Administration, id: string): Promise<PortalUser> {
  return change(administration, id, 'enable', 'ENABLED', async (transaction, { status }) => {
    if (status !== 'disabled') return false
    await updatePortalUser(transaction, administration.tenantId, id, { is_active: 1 })
    return true
  })
}

/**
 * Sets a password and ends every session; the user is told by mail.
 *
 * @throws PORTAL_USER_NOT_FOUND; PASSWORD_TOO_WEAK; VALIDATION_FAILED where it is too long
 */
export async function setPassword(
  administration: Administration,
  passwords: Passwords,
  id: string,
  password: string,
): Promise<PortalUser> {
  assertFitsHashing(password)
  const owner = await findPortalUser(administration.database.kysely, administration.tenantId, id)
  if (!owner) throw apiError('PORTAL_USER_NOT_FOUND')
  await assertGoodPassword(password, owner, 'body/password')
  const passwordHash = await passwords.hash(password)
  return change(administration, id, 'set-password', 'PASSWORD_CHANGED', async (transaction, user) => {
    await replacePasswordHash(transaction, id, passwordHash)
    await deleteSessions(transaction, id)
    await deleteLinks(transaction, id)
    await mail(administration, transaction, user, 'password-changed', null)
    return true
  })
}

/** Removes the second factor of somebody who has lost it; the user is told by mail. @throws PORTAL_USER_NOT_FOUND */
export async function removeSecondFactor(administration: Administration, id: string): Promise<PortalUser> {
  return change(administration, id, 'remove-second-factor', 'SECOND_FACTOR_DISABLED', async (transaction, user) => {
    if (!(await deleteSecondFactor(transaction, id))) return false
    await mail(administration, transaction, user, 'second-factor-disabled', null)
    return true
  })
}

/**
 * One change of a portal user: in one transaction with what the audit and the user's own log say of it.
 *
 * @param event what the user's log calls it; null where it says nothing
 * @param work makes the change; false where there was nothing to change
 */
async function change(
  administration: Administration,
  id: string,
  action: AuditAction,
  event: SecurityEventKind | null,
  work: (transaction: Kysely<Tables>, user: PortalUser) => Promise<boolean>,
): Promise<PortalUser> {
  const { database, tenantId, actor, now } = administration
  return inTransaction(database, now, async ({ kysely: transaction }) => {
    const before = await hold(administration, transaction, id)
    if (!(await work(transaction, before))) return before
    const after = await findPortalUser(transaction, tenantId, id)
    if (!after) throw new Error('the portal user is not there')
    await recordAudit(transaction, database, tenantId, actor, action, id, { before, after }, now)
    if (event !== null) await recordSecurityEvent(transaction, database, id, event, null, now)
    return after
  })
}

async function hold({ tenantId }: Administration, transaction: Kysely<Tables>, id: string): Promise<PortalUser> {
  const user = await holdPortalUser(transaction, tenantId, id)
  if (!user) throw apiError('PORTAL_USER_NOT_FOUND')
  return user
}

async function linkFor(
  administration: Administration,
  transaction: Kysely<Tables>,
  user: PortalUser,
  delivery: Delivery,
): Promise<LinkMade> {
  const { database, settings, tenantId, actor, now } = administration
  const purpose: LinkPurpose = user.status === 'invited' ? 'invitation' : 'reset'
  const link = await createLink(transaction, database, settings, user.id, purpose, now)
  const isMailed =
    delivery === 'mailed' &&
    (await mayGetMail(transaction, database, user.id, now)) &&
    (await mail(administration, transaction, user, purpose === 'invitation' ? 'invitation' : 'password-reset', link))
  const action = purpose === 'invitation' ? 'invite' : 'reset-password'
  await recordAudit(transaction, database, tenantId, actor, action, user.id, { before: user, after: user }, now)
  const event = purpose === 'invitation' ? 'INVITED' : 'PASSWORD_RESET_REQUESTED'
  await recordSecurityEvent(transaction, database, user.id, event, null, now)
  return { isMailed, link: isMailed ? null : link }
}

/** Writes to a portal user, where mail is configured. @returns whether it is */
async function mail(
  { database, settings, sealing, now }: Administration,
  transaction: Kysely<Tables>,
  { id, email, language }: PortalUser,
  template: MailTemplate,
  link: string | null,
): Promise<boolean> {
  if (settings.SMTP_URL === undefined) return false
  const words = { template, recipient: email, language: language ?? settings.MAIL_LANGUAGE, link }
  await putIntoOutbox(transaction, database, sealing, id, words, now)
  return true
}
