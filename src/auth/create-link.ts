import { randomBytes } from 'node:crypto'
import { type LinkPurpose, linkPurposes } from '../../schemas/passwords.ts'
import type { Settings } from '../config/settings.ts'
import type { Transaction } from '../database/transaction.ts'
import { deleteLinks, insertLink } from './links-repository.ts'

/** The settings of links: their base address and their lifetime. */
export type LinkSettings = Pick<
  Settings,
  'PUBLIC_URL' | 'INVITATION_LIFETIME_HOURS' | 'PASSWORD_RESET_LIFETIME_MINUTES'
>

/**
 * Creates a link by which a portal user may set a password (OWASP, Forgot Password): 256 random bits, stored as a hash.
 * An invitation voids all former links of this user. A reset voids only former resets: anybody can request one, and an
 * invitation must not end because of it.
 *
 * @returns the address. It begins with PUBLIC_URL, never with a header of the request; without that setting it is only a
 *   path. The token follows the `#`, so that it appears in no log and no referrer
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
