import { randomBytes } from 'node:crypto'
import { type LinkPurpose, linkPurposes } from '../../schemas/passwords.ts'
import type { Settings } from '../config/settings.ts'
import type { Transaction } from '../database/transaction.ts'
import { deleteLinks, insertLink } from './links-repository.ts'

/** The settings of links: with which address they begin, and how long they work. */
export type LinkSettings = Pick<
  Settings,
  'PUBLIC_URL' | 'INVITATION_LIFETIME_HOURS' | 'PASSWORD_RESET_LIFETIME_MINUTES'
>

/**
 * Makes a link by which a portal user may set a password (OWASP, Forgot Password): 256 random bits, stored as a hash.
 * An invitation voids all former links of this user. A link for a forgotten password, which anybody may have sent, voids
 * those of its kind: an invitation keeps its time.
 *
 * @returns the address, which begins with PUBLIC_URL whatever a request says, and with nothing without that setting. The
 *   token stands after the `#`, so that it gets into no log and no referrer.
 */
export async function createLink(
  transaction: Transaction,
  settings: LinkSettings,
  { portalUserId, purpose }: { portalUserId: string; purpose: LinkPurpose },
): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await deleteLinks(transaction, portalUserId, purpose === 'reset' ? ['reset'] : linkPurposes)
  const minutes =
    purpose === 'invitation' ? settings.INVITATION_LIFETIME_HOURS * 60 : settings.PASSWORD_RESET_LIFETIME_MINUTES
  const expiresAt = new Date(transaction.now.getTime() + minutes * 60_000)
  await insertLink(transaction, { token, portalUserId, purpose, expiresAt })
  return `${settings.PUBLIC_URL ?? ''}/portal/password#${token}`
}
