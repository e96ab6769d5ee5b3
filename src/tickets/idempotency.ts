import { apiError } from '../api-error.ts'
import type { CustomerScope } from '../auth/customer-scope.ts'
import { isDuplicateKey } from '../database/duplicate-key.ts'
import type { Transaction } from '../database/transaction.ts'
import { sha256 } from '../sha256.ts'

/** A request that may come twice, because its sender could not know whether it arrived. */
export interface KeyedRequest {
  /** A hash of what the client sent: to the collation of the database, `Key` and `key` would be the same. */
  key: string
  /** A hash of the request, so that a key cannot be used for something else. */
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
 * @param resourceId the id of what the transaction is about to create
 * @returns the id of what an earlier request with this key created; null where this is the first one
 * @throws IDEMPOTENCY_KEY_REUSED where the earlier request asked for something else
 */
export async function claimKey(
  { kysely, stored, now }: Transaction,
  scope: CustomerScope,
  { request, resourceId }: { request: KeyedRequest | null; resourceId: string },
): Promise<string | null> {
  if (!request) return null
  const createdAt = (time: Date) => stored('customer_portal_idempotency_keys', 'created_at', time)
  await kysely
    .deleteFrom('customer_portal_idempotency_keys')
    .where('portal_user_id', '=', scope.portalUserId)
    .where('created_at', '<', createdAt(new Date(now.getTime() - rememberedFor)))
    .execute()
  try {
    await kysely
      .insertInto('customer_portal_idempotency_keys')
      .values({
        portal_user_id: scope.portalUserId,
        idempotency_key: request.key,
        request_hash: request.hash,
        resource_id: resourceId,
        created_at: createdAt(now),
      })
      .execute()
    return null
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
  }
  const earlier = await kysely
    .selectFrom('customer_portal_idempotency_keys')
    .select(['request_hash', 'resource_id'])
    .where('portal_user_id', '=', scope.portalUserId)
    .where('idempotency_key', '=', request.key)
    .executeTakeFirstOrThrow()
  if (earlier.request_hash !== request.hash) throw apiError('IDEMPOTENCY_KEY_REUSED')
  return earlier.resource_id
}
