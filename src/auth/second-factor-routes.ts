import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import * as contract from '../../schemas/second-factor.ts'
import { inTransaction } from '../database/transaction.ts'
import { apiError } from '../plugins/errors.ts'
import { clientOf } from './client.ts'
import { confirmOwnPassword } from './own-password.ts'
import { findOwnAccount } from './repository.ts'
import { confirmSecondFactor, deleteSecondFactor, findSecondFactor, startSecondFactor } from './second-factor.ts'
import { recordSecurityEvent } from './security-log.ts'
import type { AuthServices } from './services.ts'

/** The second factor of the signed-in user. */
export const secondFactorRoutes: FastifyPluginAsyncTypebox<AuthServices> = async (app, services) => {
  const { sealing, now } = services

  app.get('/auth/second-factor', contract.getSecondFactor, async (request) => ({
    data: await findSecondFactor(app.database, request.scope.portalUserId),
  }))

  app.post('/auth/second-factor', contract.startSecondFactor, async (request) => {
    const { id, email } = await confirmOwnPassword(app, services, request, request.body.password)
    const started = await startSecondFactor(app.database, sealing, { portalUserId: id, email }, now())
    if (!started) throw apiError('SECOND_FACTOR_STATE')
    return { data: started }
  })

  app.post('/auth/second-factor/confirmation', contract.confirmSecondFactor, async (request) => {
    const { database, mail } = app
    const { portalUserId } = request.scope
    await app.countLoginTry(request, JSON.stringify(['confirm', portalUserId]))
    const account = await findOwnAccount(database, request.scope)
    if (!account) throw apiError('UNAUTHENTICATED')
    const recoveryCodes = await confirmSecondFactor(
      database,
      sealing,
      portalUserId,
      request.body.code,
      now(),
      async (transaction) => {
        await recordSecurityEvent(
          transaction,
          database,
          portalUserId,
          'SECOND_FACTOR_ENABLED',
          clientOf(request),
          now(),
        )
        await mail?.put(transaction, { ...account, portalUserId }, 'second-factor-enabled', null, now())
      },
    )
    if (recoveryCodes === 'wrong code') throw apiError('INVALID_CODE')
    if (recoveryCodes === 'not started') throw apiError('SECOND_FACTOR_STATE')
    mail?.sendSoon()
    return { data: { recoveryCodes } }
  })

  app.post('/auth/second-factor/removal', contract.disableSecondFactor, async (request, reply) => {
    const { database, mail } = app
    const account = await confirmOwnPassword(app, services, request, request.body.password)
    await inTransaction(database, now(), async ({ kysely: transaction }) => {
      if (!(await deleteSecondFactor(transaction, account.id))) return
      await recordSecurityEvent(transaction, database, account.id, 'SECOND_FACTOR_DISABLED', clientOf(request), now())
      await mail?.put(transaction, { ...account, portalUserId: account.id }, 'second-factor-disabled', null, now())
    })
    mail?.sendSoon()
    return reply.code(204).send(null)
  })
}
