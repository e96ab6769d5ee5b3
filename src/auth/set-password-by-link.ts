import { apiError } from '../api-error.ts'
import { inTransaction, type OutsideTransaction } from '../database/transaction.ts'
import type { Client } from './client.ts'
import { findLinkHolder, takeLink } from './links-repository.ts'
import { assertGoodPassword } from './password-policy.ts'
import { assertFitsHashing } from './passwords.ts'
import type { AuthServices } from './services.ts'
import { setPassword } from './set-password.ts'

/**
 * Sets the password of the portal user of a link, and uses up the link.
 *
 * @throws LINK_INVALID; PASSWORD_TOO_WEAK; VALIDATION_FAILED if the password is too long
 */
export async function setPasswordByLink(
  database: OutsideTransaction,
  services: Pick<AuthServices, 'passwords' | 'mail' | 'forgetSessions'>,
  { token, password, client, now }: { token: string; password: string; client: Client; now: Date },
): Promise<void> {
  assertFitsHashing(password)
  const owner = await findLinkHolder(database, token, now)
  if (!owner) throw apiError('LINK_INVALID')
  await assertGoodPassword(password, owner, 'body/password')
  const passwordHash = await services.passwords.hash(password)
  const event = owner.purpose === 'invitation' ? 'INVITATION_ACCEPTED' : 'PASSWORD_RESET'
  await inTransaction(database, now, async (transaction) => {
    if (!(await takeLink(transaction, owner.id, token))) throw apiError('LINK_INVALID')
    await setPassword(transaction, services, { owner, passwordHash, event, client })
  })
}
