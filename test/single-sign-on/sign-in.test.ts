import t from 'tap'
import { demoIds } from '../../src/demo/people.ts'
import { login } from '../auth/login.ts'
import { createTestItsm, onEachDatabase, open } from '../support/databases.ts'
import { foreignKey } from '../support/oidc-provider.ts'
import { api, startPortal, startPortalOn } from '../support/portal.ts'
import {
  begin,
  comeBack,
  configure,
  failed,
  nobodyIsSignedIn,
  profileOf,
  publicUrl,
  refused,
  signInThrough,
  startWithProvider,
  unavailable,
} from './single-sign-on.ts'

onEachDatabase(t, 'the browser is sent to the provider with state, nonce and PKCE', async (t, dialect) => {
  const { portal, provider } = await startWithProvider(t, dialect)
  const { status, location, setCookies } = await begin(portal)
  const { origin, searchParams } = new URL(location)
  t.equal(status, 302)
  t.equal(origin, provider.issuer)
  t.match(Object.fromEntries(searchParams), {
    response_type: 'code',
    client_id: 'portal',
    redirect_uri: `${publicUrl}${api}/auth/oidc/callback`,
    code_challenge_method: 'S256',
    code_challenge: /^[\w-]{43}$/,
    state: /^[\w-]{43}$/,
    nonce: /^[\w-]{43}$/,
  })
  const attributes = setCookies[0]?.split('; ') ?? []
  for (const attribute of ['Max-Age=600', 'Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax'])
    t.ok(attributes.includes(attribute), attribute)
  t.not(new URL((await begin(portal)).location).searchParams.get('state'), searchParams.get('state'))
})

onEachDatabase(t, 'an answer counts only in the browser that asked, once, and while it waits', async (t, dialect) => {
  const { portal, provider } = await startWithProvider(t, dialect)
  const begun = await begin(portal)
  const other = await begin(portal)
  const back = await provider.visit(begun.location)
  const changed = (name: string, value: string | null) => {
    const url = new URL(back)
    if (value === null) url.searchParams.delete(name)
    else url.searchParams.set(name, value)
    return url
  }
  nobodyIsSignedIn(t, await comeBack(portal, back, undefined), failed, 'without the cookie')
  nobodyIsSignedIn(t, await comeBack(portal, back, other.cookie), failed, 'with the cookie of another sign-in')
  nobodyIsSignedIn(
    t,
    await comeBack(portal, back, begun.cookie?.replace(/.{8}$/, 'AAAAAAAA')),
    failed,
    'with a cookie that was changed',
  )
  nobodyIsSignedIn(t, await comeBack(portal, changed('state', null), begun.cookie), failed, 'without state')
  nobodyIsSignedIn(t, await comeBack(portal, changed('state', 'x'), begun.cookie), failed, 'with a foreign state')
  nobodyIsSignedIn(t, await comeBack(portal, changed('code', 'x'), begun.cookie), failed, 'with a made-up code')
  nobodyIsSignedIn(t, await comeBack(portal, changed('iss', null), begun.cookie), failed, 'without the issuer')
  const foreign = changed('iss', 'https://evil.example.com')
  nobodyIsSignedIn(t, await comeBack(portal, foreign, begun.cookie), failed, 'with another issuer')
  const twice = new URL(back)
  twice.searchParams.append('state', 'x')
  nobodyIsSignedIn(t, await comeBack(portal, twice, begun.cookie), failed, 'with two states')
  portal.setNow(new Date(Date.now() + 11 * 60_000))
  nobodyIsSignedIn(t, await comeBack(portal, back, begun.cookie), failed, 'too late')
  portal.setNow(new Date())
  t.match(await comeBack(portal, back, begun.cookie), { location: '/portal/tickets' })
  nobodyIsSignedIn(t, await comeBack(portal, back, begun.cookie), failed, 'a second time')
  const denied = changed('error', 'access_denied')
  nobodyIsSignedIn(t, await comeBack(portal, denied, begun.cookie), failed, 'after the provider refused')
})

onEachDatabase(t, 'nonce and code challenge bind the answer to the sign-in', async (t, dialect) => {
  const { portal, provider } = await startWithProvider(t, dialect)
  for (const [name, value] of [
    ['nonce', 'another nonce'],
    ['code_challenge', 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'],
  ] as const) {
    const begun = await begin(portal)
    const url = new URL(begun.location)
    url.searchParams.set(name, value)
    nobodyIsSignedIn(t, await comeBack(portal, await provider.visit(url.href), begun.cookie), failed, name)
  }
})

onEachDatabase(t, 'one tenant’s sign-in does not become another’s', async (t, dialect) => {
  const { portal, provider } = await startWithProvider(t, dialect)
  await configure(portal, provider.issuer, {
    tenantId: demoIds.nordwind,
    clientId: 'public-portal',
    customerId: demoIds.hansa,
  })
  const [own, other] = [await begin(portal), await begin(portal, 'nordwind')]
  const back = await provider.visit(other.location)
  nobodyIsSignedIn(t, await comeBack(portal, back, own.cookie), failed, 'the answer to another tenant')
  const state = new URL(own.location).searchParams.get('state') ?? ''
  back.searchParams.set('state', state)
  nobodyIsSignedIn(t, await comeBack(portal, back, own.cookie), failed, 'nor with the right state')

  t.equal((await profileOf(portal, await signInThrough(portal, provider))).id, demoIds.katharina)
  nobodyIsSignedIn(t, await signInThrough(portal, provider, 'nordwind'), refused, 'an identity has one tenant')
  provider.person = { sub: 'h-1', email: 'h@acme.example.com', email_verified: true }
  const hansa = await profileOf(portal, await signInThrough(portal, provider, 'nordwind'))
  t.equal(hansa.tenant.slug, 'nordwind', 'a public client works too')
})

t.test('nobody is sent out of the portal', async (t) => {
  const { portal, provider } = await startWithProvider(t, 'sqlite')
  const outside = [
    'https://evil.example.com',
    '//evil.example.com',
    '/\\evil.example.com',
    '\\\\evil.example.com',
    '/\t/evil.example.com',
    '/../api/v1/portal/auth/me',
    '/%2e%2e/docs',
    '/..//evil.example.com',
    '/tickets//evil.example.com',
    'javascript:alert(1)',
    'tickets',
    '/tickets\r\nset-cookie: a=b',
    '',
  ]
  for (const returnTo of outside) t.equal((await begin(portal, 'demo-org', returnTo)).status, 400, returnTo)
  const { location } = await signInThrough(portal, provider, 'demo-org', '/tickets/1?a=b#c')
  t.equal(location, '/portal/tickets/1?a=b#c')
})

t.test('a provider that is down, or none at all, leads back to the sign-in page', async (t) => {
  const { portal, provider } = await startWithProvider(t, 'sqlite')
  t.equal((await begin(portal, 'nordwind')).location, unavailable, 'none')
  t.equal((await begin(portal, 'no-such-organisation')).location, unavailable, 'no organisation')
  const begun = await begin(portal)
  const back = await provider.visit(begun.location)
  await provider.stop()
  nobodyIsSignedIn(t, await comeBack(portal, back, begun.cookie), failed, 'gone while somebody signs in')
  await configure(portal, provider.issuer, { clientId: 'public-portal' })
  t.match(await begin(portal), { status: 302, location: unavailable, cookie: undefined }, 'gone before')
  await configure(portal, 'http://issuer.example.com')
  t.equal((await begin(portal)).location, unavailable, 'no plain text outside this machine')
})

t.test('a provider that says it is another is not believed', async (t) => {
  const { portal, provider } = await startWithProvider(t, 'sqlite')
  await configure(portal, provider.issuer.replace('127.0.0.1', 'localhost'))
  t.equal((await begin(portal)).location, unavailable)
})

onEachDatabase(t, 'the sign-in page learns who has a provider', async (t, dialect) => {
  const { portal, provider } = await startWithProvider(t, dialect)
  const offers = async (query: string) =>
    (await portal.app.inject({ url: `${api}/auth/options${query}` })).json().data.singleSignOn
  t.equal(await offers('?tenant=demo-org'), true)
  t.equal(await offers('?tenant=nordwind'), false)
  t.equal(await offers('?tenant=no-such-organisation'), false)
  t.equal(await offers(''), false)
  await configure(portal, provider.issuer, { isActive: 0 })
  t.equal(await offers('?tenant=demo-org'), false)
  const nowhere = await startPortal(t, dialect, { environment: { PUBLIC_URL: '', PORTAL_ADMIN: 'false' } })
  await configure(nowhere, provider.issuer)
  const answer = await nowhere.app.inject({ url: `${api}/auth/options?tenant=demo-org` })
  t.equal(answer.json().data.singleSignOn, false, 'without PUBLIC_URL')
})

onEachDatabase(t, 'steps are limited by address, apart from tries with a password', async (t, dialect) => {
  const { portal, provider } = await startWithProvider(t, dialect, {}, { LOGIN_LIMIT_PER_ADDRESS: '2' })
  const limited = '/portal/login?error=RATE_LIMITED'
  const first = await begin(portal)
  const back = await provider.visit(first.location)
  for (let step = 2; step <= 4; step++) t.match((await begin(portal)).location, provider.issuer)
  t.equal((await begin(portal)).location, limited)
  t.equal((await comeBack(portal, back, first.cookie)).location, limited, 'the way back counts too')
  t.equal((await comeBack(portal, back, undefined)).location, failed, 'but not where nobody began')
  t.equal((await login(portal)).statusCode, 200)
})

t.test('pictures and frames begin no sign-in, and use nothing up', async (t) => {
  const { portal, provider } = await startWithProvider(t, 'sqlite', {}, { LOGIN_LIMIT_PER_ADDRESS: '1' })
  for (const destination of ['image', 'iframe', 'empty', 'script']) {
    const headers = { 'sec-fetch-dest': destination }
    const { location } = (await portal.app.inject({ url: `${api}/auth/oidc/demo-org/start`, headers })).headers
    t.equal(location, failed, destination)
  }
  const headers = { 'sec-fetch-dest': 'document' }
  const { location } = (await portal.app.inject({ url: `${api}/auth/oidc/demo-org/start`, headers })).headers
  t.match(location, provider.issuer)
})

t.test('a database that is away leads back to the sign-in page', async (t) => {
  const itsm = await createTestItsm('sqlite')
  t.teardown(itsm.drop)
  const away = 'mysql://nobody@127.0.0.1:1/nothing'
  const environment = { DATABASE_URL: away, PUBLIC_URL: publicUrl }
  const portal = await startPortalOn(t, itsm, { database: open(away), environment })
  t.match(await begin(portal), { status: 302, location: '/portal/login?error=SERVICE_UNAVAILABLE' })
})

onEachDatabase(t, 'an ID token counts only with the signature of its provider', async (t, dialect) => {
  const { portal, provider } = await startWithProvider(t, dialect)
  provider.publishedKeys = [foreignKey()]
  nobodyIsSignedIn(t, await signInThrough(portal, provider), failed, 'signed with a key that is not published')
  const mended = await startPortalOn(
    t,
    { ...portal.itsm, drop: async () => {} },
    { environment: { PUBLIC_URL: publicUrl } },
  )
  provider.publishedKeys = null
  t.match(await signInThrough(mended, provider), { location: '/portal/tickets' }, 'and with one that is')
})

t.test('a provider that never answers holds nobody up for long', async (t) => {
  const { portal, provider } = await startWithProvider(t, 'sqlite')
  provider.isSilent = true
  t.equal((await begin(portal)).location, unavailable)
  provider.isSilent = false
  t.match(await signInThrough(portal, provider), { location: '/portal/tickets' }, 'and it heals')
})
