import { sql } from 'kysely'
import t from 'tap'
import { demoIds, demoPassword } from '../../src/demo/people.ts'
import { createEncryption } from '../../src/encryption/encryption.ts'
import type { Administration } from '../../src/portal-users/administration.ts'
import { changePortalUser } from '../../src/portal-users/change-portal-user.ts'
import { createPortalUser } from '../../src/portal-users/create-portal-users.ts'
import { findCustomer } from '../../src/portal-users/customers-repository.ts'
import { disablePortalUser } from '../../src/portal-users/disable-portal-user.ts'
import { enablePortalUser } from '../../src/portal-users/enable-portal-user.ts'
import { makePasswordLink } from '../../src/portal-users/make-password-link.ts'
import type { NewPortalUser, PortalUser } from '../../src/portal-users/portal-user.ts'
import { removeSecondFactor } from '../../src/portal-users/remove-second-factor.ts'
import { findPortalUser, findPortalUserDetail, listPortalUsers } from '../../src/portal-users/repository.ts'
import { administrationOf } from '../support/administration.ts'
import { createTestItsm, onEachDatabase } from '../support/databases.ts'
import { withMail } from '../support/password-links.ts'
import { api, startPortal, startPortalOn } from '../support/portal.ts'

const anna = { email: 'Anna.Berg@acme.example.com', displayName: 'Anna Berg', customerId: demoIds.acme, language: null }

/** Anna, newly created and not invited yet. */
async function create(administration: Administration, user: NewPortalUser = anna): Promise<PortalUser> {
  return (await createPortalUser(administration, user, null)).user
}

onEachDatabase(t, 'who is invited sets a password by the link, and can then sign in', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const administration = await administrationOf(portal.itsm)
  const invited = await create(administration)
  t.equal(invited.status, 'invited')
  const { link, isMailed } = await makePasswordLink(administration, invited.id, 'mailed')
  t.notOk(isMailed, 'no mail server is configured')
  const token = link?.split('#')[1] ?? ''
  t.equal(link, `https://desk.example.com/portal/password#${token}`)
  for (const password of ['!', '', demoPassword])
    await t.rejects(portal.signIn(anna.email, 'demo-org', password), 'nobody signs in without a password')
  const set = (password: string) =>
    portal.request(null, { method: 'POST', url: `${api}/auth/password`, payload: { token, password } })
  t.equal((await set('acme is where anna works')).json().error.code, 'PASSWORD_TOO_WEAK')
  t.equal((await set('eleven purple umbrellas')).statusCode, 204)
  const signedIn = await portal.signIn(anna.email, 'demo-org', 'eleven purple umbrellas')
  const log = (await portal.request(signedIn, { url: `${api}/auth/security-log` })).json().data
  t.same(
    log.map(({ event }: { event: string }) => event).toSorted(),
    ['INVITATION_ACCEPTED', 'INVITED', 'SIGNED_IN', 'SIGN_IN_FAILED', 'SIGN_IN_FAILED'].toSorted(),
  )
  const now = await findPortalUserDetail(administration.database, demoIds.demoOrg, {
    idOrEmail: anna.email,
    now: new Date(),
  })
  t.match(now, { status: 'active', sessions: 1, linkExpiresAt: null })
})

onEachDatabase(t, 'an e-mail is there once in a tenant, in any case, also for two at once', async (t, dialect) => {
  const itsm = await createTestItsm(dialect)
  t.teardown(itsm.drop)
  const administration = await administrationOf(itsm)
  const created = await Promise.allSettled([
    create(administration),
    create(administration, { ...anna, email: anna.email.toLowerCase() }),
  ])
  t.equal(created.filter(({ status }) => status === 'fulfilled').length, 1)
  await t.rejects(create(administration, { ...anna, email: anna.email.toUpperCase() }), { code: 'EMAIL_TAKEN' })
  const elsewhere = await administrationOf(itsm, {}, demoIds.nordwind)
  await t.resolves(create(elsewhere, { ...anna, customerId: demoIds.hansa }), 'another tenant is another world')
  await t.rejects(create(elsewhere, { ...anna, email: 'a@b.example' }), { code: 'UNKNOWN_CUSTOMER' })
})

onEachDatabase(t, 'who is disabled is out at once, and in again once enabled', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const administration = await administrationOf(portal.itsm)
  const token = await portal.signIn()
  const { link } = await makePasswordLink(administration, demoIds.katharina, 'printed')
  await disablePortalUser(administration, demoIds.katharina)
  t.equal((await portal.request(token, { url: `${api}/auth/me` })).statusCode, 401)
  await t.rejects(portal.signIn())
  await t.rejects(makePasswordLink(administration, demoIds.katharina, 'printed'), { code: 'PORTAL_USER_DISABLED' })
  await enablePortalUser(administration, demoIds.katharina)
  await t.resolves(portal.signIn())
  const payload = { token: link?.split('#')[1] }
  const read = await portal.request(null, { method: 'POST', url: `${api}/auth/password-links`, payload })
  t.equal(read.statusCode, 410, 'links from before work no more')
})

onEachDatabase(t, 'with a mail server, links go out by mail, in the language of the user', async (t, dialect) => {
  const itsm = await createTestItsm(dialect)
  await startPortalOn(t, itsm)
  const administration = await administrationOf(itsm, withMail)
  const user = await create(administration, { ...anna, language: 'de' })
  t.same(await makePasswordLink(administration, user.id, 'mailed'), { isMailed: true, link: null })
  const { rows } = await sql<{ template: string; sealed: string }>`
    select template, sealed from customer_portal_mails`.execute(itsm.admin.kysely)
  t.equal(rows[0]?.template, 'invitation')
  const mail = JSON.parse(createEncryption(administration.settings).decrypt('mail', rows[0]?.sealed ?? '') ?? '')
  t.match(mail, { recipient: anna.email, language: 'de', link: /^https:\/\/desk\.example\.com\/portal\/password#/ })
  const printed = await makePasswordLink(administration, user.id, 'printed')
  t.match(printed, { isMailed: false, link: /^https:/ }, 'unless the administrator asks for the link')
})

onEachDatabase(t, 'every change is written down: who, what, before and after, and no secret', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const administration = await administrationOf(portal.itsm)
  const user = await create(administration)
  await makePasswordLink(administration, user.id, 'printed')
  await disablePortalUser(administration, user.id)
  await enablePortalUser(administration, user.id)
  await removeSecondFactor(administration, user.id)
  await enablePortalUser(administration, user.id)
  await changePortalUser(administration, user.id, { displayName: anna.displayName })
  const { rows } = await sql<Record<string, string | null>>`
    select * from customer_portal_audit where portal_user_id = ${user.id}`.execute(portal.itsm.admin.kysely)
  t.same(rows.map(({ action }) => action).toSorted(), ['create', 'disable', 'enable', 'invite'])
  for (const row of rows)
    t.match(row, { tenant_id: demoIds.demoOrg, actor_kind: 'command', actor: 'operator', created_at: /Z$/ })
  const disabled = rows.find(({ action }) => action === 'disable')
  t.equal(JSON.parse(disabled?.state_before ?? '').status, 'invited')
  t.equal(JSON.parse(disabled?.state_after ?? '').status, 'disabled')
  t.notMatch(JSON.stringify(rows), /hash|password"|token|#/i)
})

onEachDatabase(t, 'an administrator sees their own tenant alone', async (t, dialect) => {
  const itsm = await createTestItsm(dialect)
  t.teardown(itsm.drop)
  const { database: checked } = await administrationOf(itsm)
  const emails = async (tenantId: string, q?: string) =>
    (await listPortalUsers(checked, tenantId, { q, page: 1, limit: 100 })).users.map(({ email }) => email)
  t.same(await emails(demoIds.nordwind), ['henrik.claasen@hansa-shipping.example.com'])
  t.equal((await emails(demoIds.demoOrg)).length, 3)
  t.same(await emails(demoIds.demoOrg, 'globex'), ['priya.raman@globex.example.com'], 'search: the customer')
  t.same(await emails(demoIds.demoOrg, 'KATHARINA'), ['portal@acme.example.com'], 'search: the name')
  t.same(await emails(demoIds.demoOrg, '%'), [], 'what is typed is no pattern')
  t.equal(await findPortalUser(checked, demoIds.nordwind, demoIds.katharina), null)
})

onEachDatabase(t, 'who signs in through an identity provider needs no invitation', async (t, dialect) => {
  const itsm = await createTestItsm(dialect)
  t.teardown(itsm.drop)
  const administration = await administrationOf(itsm)
  const user = await create(administration)
  const emails = async (status: 'active' | 'invited') =>
    (await listPortalUsers(administration.database, demoIds.demoOrg, { status, page: 1, limit: 10 })).users.map(
      ({ id }) => id,
    )
  t.same(await emails('invited'), [user.id])
  for (const issuer of ['https://one.example', 'https://two.example'])
    await sql`insert into customer_portal_identities (identity_key, issuer, subject, portal_user_id, created_at)
      values (${issuer}, ${issuer}, 'anna', ${user.id}, '2026-01-01T00:00:00.000Z')`.execute(itsm.admin.kysely)
  t.same(await emails('invited'), [])
  t.equal((await emails('active')).length, 4)
  const found = await findPortalUser(administration.database, demoIds.demoOrg, user.id)
  t.equal(found?.status, 'active')
})

onEachDatabase(t, 'the name of a customer is taken exactly', async (t, dialect) => {
  const itsm = await createTestItsm(dialect)
  t.teardown(itsm.drop)
  const { database } = await administrationOf(itsm)
  t.equal((await findCustomer(database, demoIds.demoOrg, 'ACME Manufacturing GmbH'))?.id, demoIds.acme)
  t.equal((await findCustomer(database, demoIds.demoOrg, demoIds.acme))?.id, demoIds.acme)
  for (const name of ['acme manufacturing gmbh', 'ACME', 'Hansa Shipping KG', ''])
    t.equal(await findCustomer(database, demoIds.demoOrg, name), null, name)
})
