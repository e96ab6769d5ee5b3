import type { Kysely } from 'kysely'
import { isDuplicateKey } from '../database/duplicate-key.ts'
import type { ItsmDatabase } from '../database/itsm/itsm-database.ts'
import type { Tables } from '../database/tables.ts'
import type { CustomerScope } from '../plugins/authentication.ts'
import { apiError } from '../plugins/errors.ts'
import { sha256 } from '../sha256.ts'

/** A request that may come twice, because its sender could not know whether it arrived. */
export interface KeyedRequest {
  /** A hash of what the client sent: to the collation of the database, `Key` and `key` would be the same. */
  key: string
  /** What was asked for, so that a key cannot be used for something else. */
  hash: string
}

/** How long a key is remembered, in milliseconds. */
const rememberedFor = 24 * 60 * 60 * 1000

/**
 * @param key the `Idempotency-Key` header, where the client sent one
 * @param asked everything that makes the request what it is
 */
export function keyedRequest(key: string | undefined, ...asked: unknown[]): KeyedRequest | null {
  return key === undefined ? null : { key: sha256(key), hash: sha256(JSON.stringify(asked)) }
}

/**
 * Claims a key for what the transaction is about to create. Of two requests with one key, the second waits here until
 * the first has committed.
 *
 * @returns the id of what an earlier request with this key created; null where this is the first one
 * @throws IDEMPOTENCY_KEY_REUSED where the earlier request asked for something else
 */
export async function claimKey(
  transaction: Kysely<Tables>,
  database: ItsmDatabase,
  scope: CustomerScope,
  request: KeyedRequest | null,
  resourceId: string,
  now: Date,
): Promise<string | null> {
  if (!request) return null
  const stored = (time: Date) => database.stored('customer_portal_idempotency_keys', 'created_at', time)
  await transaction
    .deleteFrom('customer_portal_idempotency_keys')
    .where('portal_user_id', '=', scope.portalUserId)
    .where('created_at', '<', stored(new Date(now.getTime() - rememberedFor)))
    .execute()
  try {
    await transaction
      .insertInto('customer_portal_idempotency_keys')
      .values({
        portal_user_id: scope.portalUserId,
        idempotency_key: request.key,
        request_hash: request.hash,
        resource_id: resourceId,
        created_at: stored(now),
      })
      .execute()
    return null
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
  }
  const earlier = await transaction
    .selectFrom('customer_portal_idempotency_keys')
    .select(['request_hash', 'resource_id'])
    .where('portal_user_id', '=', scope.portalUserId)
    .where('idempotency_key', '=', request.key)
    .executeTakeFirstOrThrow()
  if (earlier.request_hash !== request.hash) throw apiError('IDEMPOTENCY_KEY_REUSED')
  return earlier.resource_id
}
