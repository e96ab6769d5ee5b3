import t from 'tap'
import { inBrowser, signIn, until } from '../support/browser.ts'

inBrowser(t, 'the knowledge base is searched while one types, and filtered, through its address', async (t, portal) => {
  const page = await portal.open()
  await signIn(page)
  await page.getByTestId('nav-portal-kb').click()
  const cards = page.getByTestId('card-kb-article')
  await cards.first().waitFor()
  const all = await cards.count()
  await page.getByTestId('input-portal-kb-search').pressSequentially('vpn windows')
  await page.waitForURL(/q=vpn/)
  await page.locator('mark', { hasText: /vpn/i }).first().waitFor()
  await until(async () => (await cards.count()) < all)
  t.match(await cards.first().innerText(), 'Set up the VPN on Windows')

  await page.goto('/portal/kb')
  await page.getByTestId('tag-kb-article').first().click()
  await page.waitForURL(/tag=/)
  await page.goto('/portal/kb?q=nothing-has-this-word')
  await page.getByTestId('state-portal-no-match').waitFor()
})

inBrowser(t, 'an article has headings that can be linked to', async (t, portal) => {
  const page = await portal.open()
  await signIn(page, '/portal/kb/vpn-setup-windows')
  await page.getByTestId('card-portal-kb-article').waitFor()
  const link = page.getByTestId('link-portal-heading').nth(1)
  const target = await link.getAttribute('href')
  t.match(target, /^#section-/)
  await page.goto(`/portal/kb/vpn-setup-windows${target}`)
  await page.reload()
  await page.locator(`${target}`).waitFor()
  t.ok(await page.locator('h1').count(), 'one title')
  t.ok((await page.getByTestId('nav-portal-contents').getByRole('link').count()) >= 3, 'a table of contents')
})

inBrowser(t, 'hidden articles are nowhere, and what there is not says so', async (t, portal) => {
  const page = await portal.open()
  await signIn(page, '/portal/kb/there-is-no-such-article')
  await page.getByTestId('page-portal-kb-article').or(page.getByTestId('page-portal-not-found')).first().waitFor()
  t.equal(await page.getByTestId('card-portal-kb-article').count(), 0)
  await page.goto('/portal/there/is/no/such/page')
  await page.getByTestId('page-portal-not-found').waitFor()
})
