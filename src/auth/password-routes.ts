import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import * as contract from '../../schemas/passwords.ts'
import type { SecurityEventKind } from '../../schemas/security.ts'
import type { ItsmDatabase } from '../database/itsm/itsm-database.ts'
import { inTransaction } from '../database/transaction.ts'
import { apiError } from '../plugins/errors.ts'
import { noPassword } from '../portal-users/portal-user.ts'
import { clientOf } from './client.ts'
import { evenTime } from './even-time.ts'
import { createLink, deleteLinks, findLinkHolder, takeLink } from './links.ts'
import { hasIdentity } from './oidc/identities-repository.ts'
import { confirmOwnPassword } from './own-password.ts'
import { assertGoodPassword } from './password-policy.ts'
import { assertFitsHashing } from './passwords.ts'
import { type Account, findAccount, holdActiveUser, replacePasswordHash } from './repository.ts'
import { recordSecurityEvent } from './security-log.ts'
import type { AuthServices } from './services.ts'
import { deleteSessions } from './sessions-repository.ts'

/** Whether the identity provider alone decides who comes in: then there is no password to be set anew by mail. */
async function signsInElsewhere({ kysely }: ItsmDatabase, { id, passwordHash }: Account): Promise<boolean> {
  return passwordHash === noPassword && hasIdentity(kysely, id)
}

/** Passwords by link, for those who cannot sign in: what anybody may call. */
export const passwordLinkRoutes: FastifyPluginAsyncTypebox<AuthServices> = async (app, { config, passwords, now }) => {
  app.post('/auth/password-resets', contract.requestPasswordReset, async (request, reply) => {
    const began = performance.now()
    const { mail, database } = app
    if (!mail) throw apiError('MAIL_NOT_CONFIGURED')
    const { tenantSlug, email } = request.body
    await app.countLoginTry(request, JSON.stringify(['reset', tenantSlug.toLowerCase(), email.toLowerCase()]))
    const client = clientOf(request)
    const account = await findAccount(database, tenantSlug, email)
    if (account?.isActive && !(await signsInElsewhere(database, account))) {
      const recipient = {
        portalUserId: account.id,
        email: account.email,
        language: account.language ?? client.language,
      }
      await inTransaction(database, now(), async ({ kysely: transaction }) => {
        // One after the other: each sees the mails of those before it.
        if (!(await holdActiveUser(transaction, account.id))) return
        // Only a link that is sent voids the one before.
        if (!(await mail.mayPut(transaction, account.id, now()))) return
        const link = await createLink(transaction, database, config, account.id, 'reset', now())
        await mail.put(transaction, recipient, 'password-reset', link, now())
        await recordSecurityEvent(transaction, database, account.id, 'PASSWORD_RESET_REQUESTED', client, now())
      })
      mail.sendSoon()
    }
    await evenTime(began)
    return reply.code(202).send({ data: {} })
  })

  app.post('/auth/password-links', contract.readLink, async (request) => {
    const holder = await findLinkHolder(app.database, request.body.token, now())
    if (!holder) throw apiError('LINK_INVALID')
    const { purpose, email, tenantSlug } = holder
    return { data: { purpose, email, tenantSlug } }
  })

  app.post('/auth/password', contract.setPasswordByLink, async (request, reply) => {
    const { database, mail } = app
    const { token, password } = request.body
    assertFitsHashing(password)
    const holder = await findLinkHolder(database, token, now())
    if (!holder) throw apiError('LINK_INVALID')
    await assertGoodPassword(password, holder, 'body/password')
    const passwordHash = await passwords.hash(password)
    const { portalUserId, purpose } = holder
    const event: SecurityEventKind = purpose === 'invitation' ? 'INVITATION_ACCEPTED' : 'PASSWORD_RESET'
    await inTransaction(database, now(), async ({ kysely: transaction }) => {
      if (!(await takeLink(transaction, portalUserId, token))) throw apiError('LINK_INVALID')
      await replacePasswordHash(transaction, portalUserId, passwordHash)
      await deleteSessions(transaction, portalUserId)
      await recordSecurityEvent(transaction, database, portalUserId, event, clientOf(request), now())
      if (purpose === 'reset')
        await mail?.put(
          transaction,
          { ...holder, language: clientOf(request).language },
          'password-changed',
          null,
          now(),
        )
    })
    app.forgetSessions()
    mail?.sendSoon()
    return reply.code(204).send(null)
  })
}

/** The password of the signed-in user. */
export const passwordRoutes: FastifyPluginAsyncTypebox<AuthServices> = async (app, services) => {
  const { passwords, now } = services

  app.post('/auth/me/password', contract.changePassword, async (request, reply) => {
    const { database, mail } = app
    const { currentPassword, newPassword } = request.body
    assertFitsHashing(newPassword)
    const account = await confirmOwnPassword(app, services, request, currentPassword)
    await assertGoodPassword(newPassword, account, 'body/newPassword')
    const passwordHash = await passwords.hash(newPassword)
    await inTransaction(database, now(), async ({ kysely: transaction }) => {
      if (!(await replacePasswordHash(transaction, account.id, passwordHash, account.passwordHash)))
        throw apiError('WRONG_PASSWORD')
      await deleteSessions(transaction, account.id, request.user.jti)
      await deleteLinks(transaction, account.id)
      await recordSecurityEvent(transaction, database, account.id, 'PASSWORD_CHANGED', clientOf(request), now())
      await mail?.put(transaction, { ...account, portalUserId: account.id }, 'password-changed', null, now())
    })
    app.forgetSessions()
    mail?.sendSoon()
    return reply.code(204).send(null)
  })
}
