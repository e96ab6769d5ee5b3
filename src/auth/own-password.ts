import type { FastifyInstance, FastifyRequest } from 'fastify'
import { apiError } from '../plugins/errors.ts'
import { clientOf } from './client.ts'
import { assertFitsHashing } from './passwords.ts'
import { type Account, findOwnAccount } from './repository.ts'
import { recordSecurityEvent } from './security-log.ts'
import type { AuthServices } from './services.ts'

/**
 * Has the signed-in user prove who they are once more, before something that a borrowed session must not do.
 *
 * @throws WRONG_PASSWORD; RATE_LIMITED after too many tries, which count as sign-ins do
 */
export async function confirmOwnPassword(
  app: FastifyInstance,
  { passwords, now }: AuthServices,
  request: FastifyRequest,
  password: string,
): Promise<Account> {
  assertFitsHashing(password)
  await app.countLoginTry(request, JSON.stringify(['confirm', request.scope.portalUserId]))
  const account = await findOwnAccount(app.database, request.scope)
  if (!account) throw apiError('UNAUTHENTICATED')
  if (await passwords.verify(account.passwordHash, password)) return account
  await recordSecurityEvent(app.database.kysely, app.database, account.id, 'SIGN_IN_FAILED', clientOf(request), now())
  throw apiError('WRONG_PASSWORD')
}
