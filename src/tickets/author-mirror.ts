import type { CustomerScope } from '../auth/customer-scope.ts'
import { isDuplicateKey } from '../database/duplicate-key.ts'
import type { Transaction } from '../database/transaction.ts'

const mirrorProvider = 'portal'

/**
 * Lets the caller be the author of what they are about to write (docs/itsm-database.md): where the ITSM's foreign keys
 * ask for it, one row of `users` with the id and the name of the portal user, which can't log in, is a member of
 * nothing, and has an address that nobody can have (RFC 2606, `.invalid`).
 *
 * @throws where the id belongs to an agent already: nobody writes in an agent's name
 */
export async function mirrorAuthor(transaction: Transaction, scope: CustomerScope): Promise<void> {
  const { kysely, mirrorsAuthors } = transaction
  if (!mirrorsAuthors) return
  const mirrored = await kysely
    .selectFrom('users')
    .select(['auth_provider', 'display_name'])
    .where('id', '=', scope.portalUserId)
    .executeTakeFirst()
  if (!mirrored) await insertMirror(transaction, scope)
  else if (mirrored.auth_provider !== mirrorProvider)
    throw new Error('a portal user has the id of an agent; the doctor names it')
  else if (mirrored.display_name !== scope.displayName)
    await kysely
      .updateTable('users')
      .set({ display_name: scope.displayName })
      .where('id', '=', scope.portalUserId)
      .where('auth_provider', '=', mirrorProvider)
      .execute()
}

async function insertMirror({ kysely, stored, now }: Transaction, scope: CustomerScope): Promise<void> {
  try {
    await kysely
      .insertInto('users')
      .values({
        id: scope.portalUserId,
        email: `${scope.portalUserId}@portal.invalid`,
        display_name: scope.displayName,
        password_hash: null,
        auth_provider: mirrorProvider,
        is_active: 0,
        created_at: stored('users', 'created_at', now),
      })
      .execute()
  } catch (error) {
    // The same user wrote something else at the same moment.
    if (!isDuplicateKey(error)) throw error
  }
}
