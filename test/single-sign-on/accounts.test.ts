import t from 'tap'
import { demoIds, demoPassword } from '../../src/demo/people.ts'
import { login } from '../auth/login.ts'
import { onEachDatabase } from '../support/databases.ts'
import { withMail } from '../support/password-links.ts'
import { api, startPortal, type TestPortal } from '../support/portal.ts'
import {
  begin,
  comeBack,
  configure,
  failed,
  katharina,
  nobodyIsSignedIn,
  profileOf,
  publicUrl,
  refused,
  signInThrough,
  startAnotherProvider,
  startWithProvider,
  unavailable,
} from './single-sign-on.ts'

const events = (portal: TestPortal, portalUserId: string) =>
  portal.itsm.admin.kysely
    .selectFrom('customer_portal_security_log')
    .select('event')
    .where('portal_user_id', '=', portalUserId)
    .orderBy('event')
    .execute()

const countUsers = async (portal: TestPortal) =>
  (await portal.itsm.admin.kysely.selectFrom('customer_portal_users').select('id').execute()).length

onEachDatabase(t, 'the provider signs in the portal user with its verified e-mail', async (t, dialect) => {
  const { portal, provider } = await startWithProvider(t, dialect)
  const answer = await signInThrough(portal, provider, 'demo-org', '/tickets?status=open')
  t.match(answer, { status: 303, location: '/portal/tickets?status=open' })
  const session = answer.setCookies.find((cookie) => cookie.startsWith('__Host-customer_portal=')) ?? ''
  for (const attribute of ['Path=/', 'HttpOnly', 'Secure', 'SameSite=Strict'])
    t.ok(session.split('; ').includes(attribute), attribute)
  t.ok(
    answer.setCookies.some((cookie) => /^__Host-customer_portal_oidc=;.*Expires=Thu, 01 Jan 1970/.test(cookie)),
    'the sign-in is finished once',
  )
  t.equal((await profileOf(portal, answer)).id, demoIds.katharina)
  t.same(await events(portal, demoIds.katharina), [{ event: 'IDENTITY_LINKED' }, { event: 'SIGNED_IN' }])
  t.match(await signInThrough(portal, provider), { location: '/portal/tickets' }, 'and again')
})

onEachDatabase(t, 'the account stays with the subject, whatever its e-mail becomes', async (t, dialect) => {
  const { portal, provider } = await startWithProvider(t, dialect)
  await signInThrough(portal, provider)
  provider.person = { ...katharina, email: 'mehmet.yildiz@acme.example.com', email_verified: false }
  t.equal((await profileOf(portal, await signInThrough(portal, provider))).id, demoIds.katharina)
  provider.person = { ...katharina, sub: 'k-2' }
  nobodyIsSignedIn(t, await signInThrough(portal, provider), refused, 'nor does the e-mail pass it on')
})

onEachDatabase(t, 'the same subject of another issuer is somebody else', async (t, dialect) => {
  const { portal, provider } = await startWithProvider(t, dialect)
  await signInThrough(portal, provider)
  const another = await startAnotherProvider(t)
  another.person = { sub: katharina.sub, email: 'unknown@acme.example.com', email_verified: true }
  await configure(portal, another.issuer)
  nobodyIsSignedIn(t, await signInThrough(portal, another), refused)
})

onEachDatabase(t, 'people whom the portal does not know are refused alike', async (t, dialect) => {
  const { portal, provider } = await startWithProvider(t, dialect, { domains: ['acme.example.com'] })
  const users = await countUsers(portal)
  const strangers = {
    'unverified e-mail': { ...katharina, email_verified: false },
    'no word on verification': { sub: 'k-1', email: 'portal@acme.example.com' },
    'no e-mail': { sub: 'k-1', email_verified: true },
    'a domain that is not allowed': { ...katharina, email: 'priya.raman@globex.example.com' },
    'a domain that ends in an allowed one': { ...katharina, email: 'portal@evil-acme.example.com' },
    'a sub-domain': { ...katharina, email: 'portal@sub.acme.example.com' },
    'an address in an address': { ...katharina, email: 'a@globex.example.com@acme.example.com' },
    'a letter that only looks alike': { ...katharina, email: 'portal@аcme.example.com' },
    'no such portal user': { ...katharina, email: 'unknown@acme.example.com' },
  }
  for (const [name, person] of Object.entries(strangers)) {
    provider.person = person
    nobodyIsSignedIn(t, await signInThrough(portal, provider), refused, name)
  }
  t.equal(await countUsers(portal), users)
})

onEachDatabase(t, 'who or what is switched off stays out', async (t, dialect) => {
  const { portal, provider } = await startWithProvider(t, dialect)
  const { kysely } = portal.itsm.admin
  const turn = (is_active: number) => ({
    user: () =>
      kysely.updateTable('customer_portal_users').set({ is_active }).where('id', '=', demoIds.katharina).execute(),
    customer: () => kysely.updateTable('customers').set({ is_active }).where('id', '=', demoIds.acme).execute(),
  })
  for (const round of ['before the first sign-in', 'after it']) {
    for (const what of ['user', 'customer'] as const) {
      await turn(0)[what]()
      nobodyIsSignedIn(t, await signInThrough(portal, provider), refused, `${what} ${round}`)
      await turn(1)[what]()
    }
    t.match(await signInThrough(portal, provider), { location: '/portal/tickets' })
  }
  const begun = await begin(portal)
  const back = await provider.visit(begun.location)
  await kysely.updateTable('tenants').set({ is_active: 0 }).where('id', '=', demoIds.demoOrg).execute()
  nobodyIsSignedIn(t, await comeBack(portal, back, begun.cookie), failed, 'tenant')
  t.equal((await begin(portal)).location, unavailable)
})

onEachDatabase(
  t,
  'where the operator wants it, portal users are created at their first sign-in',
  async (t, dialect) => {
    const { portal, provider } = await startWithProvider(t, dialect, { customerId: demoIds.acme })
    provider.person = { sub: 'n-1', email: 'New@ACME.example.com', email_verified: true, name: ' Nora\nNeu ' }
    const profile = await profileOf(portal, await signInThrough(portal, provider))
    t.match(profile, {
      email: 'new@acme.example.com',
      displayName: 'Nora Neu',
      customer: { id: demoIds.acme },
      tenant: { slug: 'demo-org' },
    })
    t.equal((await profileOf(portal, await signInThrough(portal, provider))).id, profile.id, 'once')
    const audit = await portal.itsm.admin.kysely.selectFrom('customer_portal_audit').selectAll().execute()
    t.match(audit, [{ actor_kind: 'identity-provider', actor: provider.issuer, portal_user_id: profile.id }])
    for (const password of ['!', demoPassword])
      t.equal((await login(portal, { email: 'new@acme.example.com', password })).statusCode, 401, 'without a password')
    provider.person = katharina
    t.equal(
      (await profileOf(portal, await signInThrough(portal, provider))).id,
      demoIds.katharina,
      'and only where new',
    )
    provider.person = { sub: 'n-2', email: 'new,user@acme.example.com', email_verified: true }
    nobodyIsSignedIn(t, await signInThrough(portal, provider), refused, 'an e-mail that no portal user may have')
  },
)

onEachDatabase(
  t,
  'no portal user is created for the customer of another tenant, or one switched off',
  async (t, dialect) => {
    const { portal, provider } = await startWithProvider(t, dialect, { customerId: demoIds.hansa })
    const users = await countUsers(portal)
    provider.person = { ...katharina, email: 'new@acme.example.com' }
    nobodyIsSignedIn(t, await signInThrough(portal, provider), refused)
    await configure(portal, provider.issuer, { customerId: demoIds.acme })
    const { kysely } = portal.itsm.admin
    await kysely.updateTable('customers').set({ is_active: 0 }).where('id', '=', demoIds.acme).execute()
    nobodyIsSignedIn(t, await signInThrough(portal, provider), refused)
    t.equal(await countUsers(portal), users)
  },
)

onEachDatabase(t, 'first sign-ins at once make one portal user', async (t, dialect) => {
  const { portal, provider } = await startWithProvider(t, dialect, { customerId: demoIds.acme })
  const users = await countUsers(portal)
  provider.person = { sub: 'n-1', email: 'new@acme.example.com', email_verified: true }
  const answers = await Promise.all([1, 2, 3, 4].map(() => signInThrough(portal, provider)))
  for (const answer of answers) t.match(answer, { location: '/portal/tickets' })
  t.equal(await countUsers(portal), users + 1)
})

t.test('the e-mail may come from the provider’s user info', async (t) => {
  const { portal } = await startWithProvider(t, 'sqlite')
  const provider = await startAnotherProvider(t, { conformIdTokenClaims: true })
  provider.person = katharina
  await configure(portal, provider.issuer)
  t.equal((await profileOf(portal, await signInThrough(portal, provider))).id, demoIds.katharina)
})

onEachDatabase(t, 'who was created by the provider gets no password by asking for one', async (t, dialect) => {
  const portal = await startPortal(t, dialect, { environment: { ...withMail, PUBLIC_URL: publicUrl } })
  const provider = await startAnotherProvider(t)
  await configure(portal, provider.issuer, { customerId: demoIds.acme })
  const mailsAfterAsking = async (email: string) => {
    const payload = { tenantSlug: 'demo-org', email }
    await portal.request(null, { method: 'POST', url: `${api}/auth/password-resets`, payload })
    return (await portal.itsm.admin.kysely.selectFrom('customer_portal_mails').select('id').execute()).length
  }
  provider.person = { sub: 'n-1', email: 'new@acme.example.com', email_verified: true, name: 'Nora' }
  await signInThrough(portal, provider)
  t.equal(await mailsAfterAsking('new@acme.example.com'), 0)
  provider.person = katharina
  await signInThrough(portal, provider)
  t.equal(await mailsAfterAsking('portal@acme.example.com'), 1, 'who has a password too can set it anew')
})
