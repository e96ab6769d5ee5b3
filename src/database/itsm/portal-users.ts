import { ambiguousEmails } from '../unique-emails.ts'
import type { Finding } from './inspection.ts'
import type { ItsmDatabase } from './itsm-database.ts'

/** The largest number of findings of each kind. */
const listed = 50

/** Finds portal users who cannot work: rows with ambiguous addresses, and rows with the id of an agent. */
export async function inspectPortalUsers(database: ItsmDatabase): Promise<Finding[]> {
  const ambiguous = await ambiguousEmails(database.kysely, listed)
  const collisions = await database.kysely
    .selectFrom('customer_portal_users')
    .innerJoin('users', 'users.id', 'customer_portal_users.id')
    .select('users.id')
    .where('users.auth_provider', '<>', 'portal')
    .limit(listed)
    .execute()
  return [
    ...ambiguous.map(
      ({ tenantId, email }): Finding => ({
        severity: 'warning',
        subject: 'customer_portal_users',
        problem: `has several rows for ${email} in tenant ${tenantId}`,
        breaks: 'nobody can sign in through this address, and there is no unique key',
        remedy: 'Keep one of the rows (or change the addresses), then run npm run migrate.',
      }),
    ),
    ...collisions.map(
      ({ id }): Finding => ({
        severity: 'warning',
        subject: 'customer_portal_users',
        problem: `has a row with the id of an agent: ${id}`,
        breaks: 'this portal user can neither open tickets nor comment',
        remedy: 'Give the portal user an id of its own.',
      }),
    ),
  ]
}
