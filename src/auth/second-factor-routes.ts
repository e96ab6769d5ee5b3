import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import * as contract from '../../schemas/second-factor.ts'
import { confirmationKey } from './confirm-password.ts'
import { disableSecondFactor } from './disable-second-factor.ts'
import { enableSecondFactor } from './enable-second-factor.ts'
import { callerOf } from './request-caller.ts'
import { appSecretColumn, findSecondFactor } from './second-factor-repository.ts'
import type { AuthServices } from './services.ts'
import { startSecondFactor } from './start-second-factor.ts'

/** The second factor of the signed-in user. */
export const secondFactorRoutes: FastifyPluginAsyncTypebox<AuthServices> = async (app, services) => {
  const { now } = services
  app.registerEncryptedColumn(appSecretColumn)
  const confirmationOf = (request: FastifyRequest, password: string) => ({
    ...callerOf(request, now()),
    password,
    countAttempt: (account: string) => app.countLoginAttempt(request, account),
  })

  app.get('/auth/second-factor', contract.getSecondFactor, async (request) => ({
    data: await findSecondFactor(app.database, request.scope.portalUserId),
  }))

  app.post('/auth/second-factor', contract.startSecondFactor, async (request) => ({
    data: await startSecondFactor(app.database, services, confirmationOf(request, request.body.password)),
  }))

  app.post('/auth/second-factor/confirmation', contract.confirmSecondFactor, async (request) => {
    const caller = callerOf(request, now())
    await app.countLoginAttempt(request, confirmationKey(caller))
    return {
      data: { recoveryCodes: await enableSecondFactor(app.database, services, { ...caller, code: request.body.code }) },
    }
  })

  app.post('/auth/second-factor/removal', contract.disableSecondFactor, async (request, reply) => {
    await disableSecondFactor(app.database, services, confirmationOf(request, request.body.password))
    return reply.code(204).send(null)
  })
}
