import t, { type Test } from 'tap'
import { configure, katharina } from '../single-sign-on/single-sign-on.ts'
import { type BrowserPortal, skipInBrowser as skip, startBrowserPortal } from '../support/browser.ts'
import { freePort } from '../support/database-server.ts'
import { startProvider, type TestProvider } from '../support/oidc-provider.ts'
import { api } from '../support/portal.ts'

/** A portal, and a provider that is another site to the browser, as they are in earnest. */
async function start(test: Test): Promise<{ portal: BrowserPortal; provider: TestProvider }> {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const portal = await startBrowserPortal(test, { port, environment: { PUBLIC_URL: origin } })
  const clients = [{ client_id: 'public-portal' }]
  const provider = await startProvider(test, `${origin}${api}/auth/oidc/callback`, clients, {}, 'localhost')
  provider.person = katharina
  await configure(portal, provider.issuer, { clientId: 'public-portal' })
  return { portal, provider }
}

t.test('the company account leads to the page that was asked for', { skip }, async (t) => {
  const { portal } = await start(t)
  const page = await portal.open()
  await page.goto('/portal/tickets?status=pending')
  await page.getByTestId('input-portal-tenant').fill('demo-org')
  await page.getByTestId('btn-portal-single-sign-on').click()
  await page.getByTestId('table-portal-tickets').waitFor()
  t.match(page.url(), /\/portal\/tickets\?status=pending$/)
  const cookies = await page.context().cookies(portal.origin)
  t.match(
    cookies.filter(({ name }) => name.startsWith('__Host-')),
    [{ name: '__Host-customer_portal', httpOnly: true, secure: true, sameSite: 'Strict' }],
  )
  await page.getByTestId('btn-portal-user-menu').click()
  t.equal(await page.getByTestId('text-portal-user-name').innerText(), 'Katharina Lindner')
})

t.test('a refusal is explained; organisations without a provider have no such button', { skip }, async (t) => {
  const { portal, provider } = await start(t)
  provider.person = { sub: 'stranger', email: 'stranger@acme.example.com', email_verified: true }
  const page = await portal.open()
  await page.goto('/portal/login?tenant=demo-org')
  await page.getByTestId('btn-portal-single-sign-on').click()
  const notice = page.getByTestId('error-portal-single-sign-on')
  await notice.waitFor()
  t.match(await notice.innerText(), /not set up for this portal/)
  t.equal(await page.getByTestId('input-portal-tenant').inputValue(), 'demo-org', 'the organisation is remembered')
  const answered = page.waitForResponse('**/auth/options?tenant=nordwind')
  await page.getByTestId('input-portal-tenant').fill('nordwind')
  await answered
  t.equal(await page.getByTestId('btn-portal-single-sign-on').count(), 0)
})
