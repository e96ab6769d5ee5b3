import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import * as contract from '../../schemas/passwords.ts'
import { apiError } from '../api-error.ts'
import { changePassword } from './change-password.ts'
import { waitForConstantTime } from './constant-time.ts'
import { findLinkHolder } from './links-repository.ts'
import { callerOf, clientOf } from './request-caller.ts'
import { requestPasswordReset } from './request-password-reset.ts'
import type { AuthServices } from './services.ts'
import { setPasswordByLink } from './set-password-by-link.ts'

/** Setting a password by a link. These routes are public. */
export const passwordLinkRoutes: FastifyPluginAsyncTypebox<AuthServices> = async (app, services) => {
  const { config, mail, now, refusalInterval } = services

  app.post('/auth/password-resets', contract.requestPasswordReset, async (request, reply) => {
    const began = performance.now()
    const { database } = app
    if (!mail) throw apiError('MAIL_NOT_CONFIGURED')
    const { tenantSlug, email } = request.body
    await app.countLoginAttempt(request, JSON.stringify(['reset', tenantSlug.toLowerCase(), email.toLowerCase()]))
    const asked = { tenantSlug, email, client: clientOf(request), now: now() }
    await requestPasswordReset(database, { mail, config }, asked)
    await waitForConstantTime(began, refusalInterval)
    return reply.code(202).send({ data: {} })
  })

  app.post('/auth/password-links', contract.readLink, async (request) => {
    const holder = await findLinkHolder(app.database, request.body.token, now())
    if (!holder) throw apiError('LINK_INVALID')
    const { purpose, email, tenantSlug } = holder
    return { data: { purpose, email, tenantSlug } }
  })

  app.post('/auth/password', contract.setPasswordByLink, async (request, reply) => {
    await setPasswordByLink(app.database, services, { ...request.body, client: clientOf(request), now: now() })
    return reply.code(204).send(null)
  })
}

/** The password of the signed-in user. */
export const passwordRoutes: FastifyPluginAsyncTypebox<AuthServices> = async (app, services) => {
  app.post('/auth/me/password', contract.changePassword, async (request, reply) => {
    const { currentPassword, newPassword } = request.body
    await changePassword(app.database, services, {
      ...callerOf(request, services.now()),
      password: currentPassword,
      newPassword,
      countAttempt: (account) => app.countLoginAttempt(request, account),
    })
    return reply.code(204).send(null)
  })
}
