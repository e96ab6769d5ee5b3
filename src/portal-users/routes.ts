import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { pageMeta } from '../../schemas/paging.ts'
import { importPortalUsers, maxImportedRows } from '../../schemas/portal-user-import.ts'
import * as contract from '../../schemas/portal-users.ts'
import { apiError } from '../api-error.ts'
import type { AuthServices } from '../auth/services.ts'
import type { Administration } from './administration.ts'
import { changePortalUser } from './change-portal-user.ts'
import { createPortalUser } from './create-portal-users.ts'
import { listCustomers } from './customers-repository.ts'
import { disablePortalUser } from './disable-portal-user.ts'
import { enablePortalUser } from './enable-portal-user.ts'
import { exportPortalUsers } from './export.ts'
import { applyImport, planImport, UnreadableImport } from './import.ts'
import { makePasswordLink } from './make-password-link.ts'
import { removeSecondFactor } from './remove-second-factor.ts'
import { findPortalUserDetail, listPortalUsers } from './repository.ts'
import { setPortalUserPassword } from './set-portal-user-password.ts'

/** Limits of the import, in bytes and in milliseconds. A file is larger than other bodies and takes longer. */
const longImport = { bodyLimit: 2 * 1024 * 1024, handlerTimeout: 120_000 }

/** The administration of the portal users of a tenant by agents of the ITSM. */
export const portalUserRoutes: FastifyPluginAsyncTypebox<AuthServices> = async (app, services) => {
  const { config, passwords, mail, forgetSessions, now } = services
  const by = ({ administrator: { tenantId, userId } }: FastifyRequest): Administration => ({
    database: app.database,
    settings: config,
    mail,
    forgetSessions,
    tenantId,
    actor: { kind: 'agent', id: userId },
    now: now(),
  })

  app.get('/me', contract.getAdministrator, async ({ administrator }) => {
    const { userId, displayName, tenantName, tenantSlug } = administrator
    const tenant = { name: tenantName, slug: tenantSlug }
    return { data: { id: userId, displayName, tenant, sendsMail: mail !== undefined } }
  })

  app.get('/users', contract.listPortalUsers, async ({ administrator, query }) => {
    const { users, total } = await listPortalUsers(app.database, administrator.tenantId, query)
    return { data: users, meta: pageMeta(query, total) }
  })

  app.get('/users/:id', contract.getPortalUser, async ({ administrator, params }) => {
    const user = await findPortalUserDetail(app.database, administrator.tenantId, { idOrEmail: params.id, now: now() })
    if (user?.id !== params.id) throw apiError('PORTAL_USER_NOT_FOUND')
    return { data: user }
  })

  app.post('/users', contract.createPortalUser, async (request, reply) => {
    const { invite = true, language = null, ...words } = request.body
    const created = await createPortalUser(by(request), { ...words, language }, invite ? 'mailed' : null)
    return reply.code(201).send({ data: created })
  })

  app.patch('/users/:id', contract.changePortalUser, async (request) => ({
    data: await changePortalUser(by(request), request.params.id, request.body),
  }))

  app.post('/users/:id/password-link', contract.makePasswordLink, async (request) => ({
    data: await makePasswordLink(by(request), request.params.id, 'mailed'),
  }))

  app.put('/users/:id/password', contract.setPortalUserPassword, async (request, reply) => {
    await setPortalUserPassword(by(request), passwords, { id: request.params.id, password: request.body.password })
    return reply.code(204).send(null)
  })

  app.post('/users/:id/disable', contract.disablePortalUser, async (request) => ({
    data: await disablePortalUser(by(request), request.params.id),
  }))

  app.post('/users/:id/enable', contract.enablePortalUser, async (request) => ({
    data: await enablePortalUser(by(request), request.params.id),
  }))

  app.delete('/users/:id/second-factor', contract.removeSecondFactor, async (request, reply) => {
    await removeSecondFactor(by(request), request.params.id)
    return reply.code(204).send(null)
  })

  app.get('/users.csv', contract.exportPortalUsers, async ({ administrator }, reply) =>
    reply
      .type('text/csv; charset=utf-8; header=present')
      .header('content-disposition', 'attachment; filename="portal-users.csv"')
      .send(exportPortalUsers(app.database, administrator.tenantId)),
  )

  app.post('/users/import', { ...importPortalUsers, ...longImport }, async (request) => {
    const { csv, apply = false, invite = false } = request.body
    const administration = by(request)
    const plan = await planImport(administration, csv, maxImportedRows).catch((error: unknown) => {
      if (!(error instanceof UnreadableImport)) throw error
      throw apiError('IMPORT_UNREADABLE', undefined, [{ path: 'body/csv', message: error.message }])
    })
    const isApplied = apply && plan.every(({ problems }) => problems.length === 0)
    const created = isApplied ? await applyImport(administration, plan, { delivery: invite ? 'mailed' : null }) : []
    const invitations = created.flatMap(({ user, invitation }) =>
      invitation ? [{ email: user.email, ...invitation }] : [],
    )
    return { data: { isApplied, rows: plan, invitations } }
  })

  app.get('/customers', contract.listCustomers, async ({ administrator, query }) => {
    const { customers, total } = await listCustomers(app.database, administrator.tenantId, query)
    return { data: customers, meta: pageMeta(query, total) }
  })
}
