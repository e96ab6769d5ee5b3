import { apiError } from '../api-error.ts'
import { assertGoodPassword } from '../auth/password-policy.ts'
import { assertFitsHashing, type Passwords } from '../auth/passwords.ts'
import { setPassword } from '../auth/set-password.ts'
import type { Administration } from './administration.ts'
import { auditedChange } from './audited-change.ts'
import type { PortalUser } from './portal-user.ts'
import { findPortalUser } from './repository.ts'

/**
 * Sets a password and ends every session. The user is told by mail.
 *
 * @throws PORTAL_USER_NOT_FOUND; PASSWORD_TOO_WEAK; VALIDATION_FAILED if it is too long
 */
export async function setPortalUserPassword(
  administration: Administration,
  passwords: Passwords,
  { id, password }: { id: string; password: string },
): Promise<PortalUser> {
  assertFitsHashing(password)
  const user = await findPortalUser(administration.database, administration.tenantId, id)
  if (!user) throw apiError('PORTAL_USER_NOT_FOUND')
  await assertGoodPassword(password, user, 'body/password')
  const passwordHash = await passwords.hash(password)
  return auditedChange(administration, {
    id,
    action: 'set-password',
    event: null,
    work: (transaction, owner) =>
      setPassword(transaction, administration, { owner, passwordHash, event: 'PASSWORD_CHANGED', client: null }),
  })
}
