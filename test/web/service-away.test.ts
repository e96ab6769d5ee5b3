import type { Page } from 'playwright-core'
import t from 'tap'
import { inBrowser, signIn } from '../support/browser.ts'

const away = { error: { code: 'SERVICE_UNAVAILABLE', message: 'Try again shortly.', requestId: 'x' } }

/** Takes the server away from a page. @returns how to bring it back */
async function takeServerAway(page: Page): Promise<() => Promise<void>> {
  await page.route('**', (route) => route.abort('connectionrefused'))
  return () => page.unroute('**')
}

inBrowser(t, 'a page that cannot be fetched says so, and comes once the server is back', async (t, portal) => {
  const page = await portal.open()
  await signIn(page)
  const bringBack = await takeServerAway(page)
  await page.getByTestId('nav-portal-kb').click()
  const notice = page.getByTestId('state-portal-broken')
  await notice.getByText(/cannot be reached/).waitFor()
  await page.getByTestId('btn-portal-reload').click()
  await notice.getByText(/cannot be reached/).waitFor()
  t.match(page.url(), /\/portal\/kb$/, 'the portal stays, rather than an error of the browser')
  await bringBack()
  await page.getByTestId('card-kb-article').first().waitFor()
  t.pass('it came by itself')
})

inBrowser(t, 'a page whose files a new version replaced is loaded anew', async (t, portal) => {
  const page = await portal.open()
  await signIn(page)
  let isOutdated = true
  page.on('request', (request) => {
    if (request.isNavigationRequest()) isOutdated = false
  })
  await page.route('**/assets/knowledge-base-page-*.js', (route) =>
    isOutdated ? route.fulfill({ status: 404 }) : route.continue(),
  )
  await page.getByTestId('nav-portal-kb').click()
  await page.getByTestId('card-kb-article').first().waitFor()
  t.equal(isOutdated, false)
  t.match(page.url(), /\/portal\/kb$/)
})

inBrowser(t, 'what could not be loaded appears by itself once the service is back', async (t, portal) => {
  const page = await portal.open()
  await page.clock.install()
  await signIn(page)
  for (const [link, sign] of [
    ['nav-portal-kb', 'card-kb-article'],
    ['nav-portal-tickets', 'row-portal-ticket'],
  ] as const) {
    await page.goto(link === 'nav-portal-kb' ? '/portal/tickets' : '/portal/kb')
    await page.getByTestId(link).waitFor()
    await page.route('**/api/**', (route) => route.fulfill({ status: 503, json: away }))
    await page.getByTestId(link).click()
    await page.clock.runFor(1_000)
    await page.getByTestId('notice-portal-error').first().waitFor()
    const asked = page.waitForResponse('**/auth/me')
    await page.clock.runFor(15_000)
    await asked
    t.equal(await page.getByTestId('notice-portal-error').count(), 1, 'it stays while the service is away')
    await page.unroute('**/api/**')
    await page.clock.runFor(15_000)
    await page.getByTestId(sign).first().waitFor()
    t.equal(await page.getByTestId('notice-portal-error').count(), 0, sign)
  }
})
