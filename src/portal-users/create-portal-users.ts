import type { LinkMade } from '../../schemas/portal-users.ts'
import { apiError } from '../api-error.ts'
import { isDuplicateKey } from '../database/duplicate-key.ts'
import { inTransaction } from '../database/transaction.ts'
import { addPortalUser } from './add-portal-user.ts'
import type { Administration } from './administration.ts'
import { isActiveCustomer } from './customers-repository.ts'
import { type Delivery, linkFor } from './make-password-link.ts'
import type { NewPortalUser, PortalUser } from './portal-user.ts'
import { findTakenEmails } from './repository.ts'

/** A new portal user. */
export interface Created {
  user: PortalUser
  /** Null if no invitation was requested. */
  invitation: LinkMade | null
}

/** Options for creating portal users. */
export interface Creation {
  /** How invitations are delivered; null for no invitations. */
  delivery: Delivery | null
  /** Called after each user, with the number of users so far. */
  onProgress?: ((done: number) => void) | undefined
}

/**
 * Creates a portal user without a password, and invites them unless `delivery` is null.
 *
 * @throws EMAIL_TAKEN, regardless of case; UNKNOWN_CUSTOMER
 */
export async function createPortalUser(
  administration: Administration,
  user: NewPortalUser,
  delivery: Delivery | null,
): Promise<Created> {
  const [created] = await createPortalUsers(administration, [user], { delivery })
  if (!created) throw new Error('nobody was created')
  return created
}

/**
 * Creates several portal users. If one fails, none is created.
 *
 * @throws EMAIL_TAKEN, UNKNOWN_CUSTOMER
 */
export async function createPortalUsers(
  administration: Administration,
  users: readonly NewPortalUser[],
  { delivery, onProgress }: Creation,
): Promise<Created[]> {
  const { database, tenantId, now } = administration
  const emails = users.map(({ email }) => email)
  try {
    return await inTransaction(database, now, async (transaction) => {
      // If existing addresses are ambiguous, there is no unique key yet. Therefore this is checked here too.
      if ((await findTakenEmails(transaction, tenantId, emails)).size > 0) throw apiError('EMAIL_TAKEN')
      for (const customerId of new Set(users.map((user) => user.customerId)))
        if (!(await isActiveCustomer(transaction, tenantId, customerId))) throw apiError('UNKNOWN_CUSTOMER')
      const created: Created[] = []
      for (const newUser of users) {
        const user = await addPortalUser(transaction, administration, newUser)
        const invitation = delivery === null ? null : await linkFor(transaction, administration, { user, delivery })
        created.push({ user, invitation })
        onProgress?.(created.length)
      }
      return created
    })
  } catch (error) {
    throw isDuplicateKey(error) ? apiError('EMAIL_TAKEN') : error
  }
}
