import { inTransaction, type OutsideTransaction } from '../database/transaction.ts'
import type { Client } from './client.ts'
import type { Account } from './repository.ts'
import { recordSecurityEvent } from './security-log.ts'
import type { AuthServices } from './services.ts'
import { countFailure } from './sign-in-delays.ts'

/** A failed attempt to sign in. */
export interface FailedSignIn {
  /** Null where there is none. */
  account: Account | null
  /** The name under which failures are counted. */
  key: string
  client: Client
  now: Date
}

/** Counts a failed attempt and records it in the security log. The user gets a mail when delays begin. */
export async function noteFailedSignIn(
  database: OutsideTransaction,
  { mail, toleratedFailures }: Pick<AuthServices, 'mail' | 'toleratedFailures'>,
  { account, key, client, now }: FailedSignIn,
): Promise<void> {
  // Concurrent attempts can conflict. The database then rolls one back, and the transaction runs again.
  await inTransaction(database, now, async (transaction) => {
    const delaysBegin = await countFailure(transaction, key, toleratedFailures)
    if (!account?.isActive) return
    await recordSecurityEvent(transaction, account.id, { event: 'SIGN_IN_FAILED', client })
    if (delaysBegin) await mail?.put(transaction, account, { template: 'sign-in-delayed', link: null })
  })
}
