import type { Client } from '../auth/client.ts'
import { findProviderOf } from '../auth/identity-providers-repository.ts'
import { type IssueToken, type StartedSession, startSession } from '../auth/start-session.ts'
import type { OutsideTransaction } from '../database/transaction.ts'
import { accountOf } from './account.ts'
import type { Discover } from './discovery.ts'
import type { Flow } from './flow.ts'
import { takeAnswer } from './provider-sign-in.ts'
import { SingleSignOnRefusal } from './refusal.ts'

/** The answer of an identity provider, as the browser delivers it. */
export interface ProviderAnswer {
  flow: Flow
  /** The query that the browser came back with. */
  search: string
  client: Client
  now: Date
}

/**
 * Finishes a sign-in at an identity provider with the provider's answer.
 *
 * @throws SingleSignOnRefusal
 */
export async function finishSingleSignOn(
  database: OutsideTransaction,
  { discover, publicUrl, issueToken }: { discover: Discover; publicUrl: string; issueToken: IssueToken },
  { flow, search, ...from }: ProviderAnswer,
): Promise<StartedSession> {
  const provider = await findProviderOf(database, flow.tenantId)
  if (!provider || provider.issuer !== flow.issuer)
    throw new SingleSignOnRefusal('SINGLE_SIGN_ON_FAILED', 'the identity provider is gone')
  const identity = await takeAnswer(await discover(provider), flow, { publicUrl, search })
  const account = await accountOf(database, { provider, identity, ...from })
  // The provider takes care of two-factor authentication.
  const signedIn = { account, passwordHash: null, codeCheck: 'no second factor' } as const
  return startSession(database, issueToken, { signedIn, ...from })
}
