import t from 'tap'
import { demoLogin } from '../../src/demo/people.ts'
import { assertAccessible, needsNoScrollingSideways } from '../support/axe.ts'
import { inBrowser, signIn } from '../support/browser.ts'
import { tabTo } from '../support/keyboard.ts'
import { looks } from '../support/looks.ts'

/** Every page, and what shows that it is complete. */
const pages: [name: string, path: string, sign: string][] = [
  ['the list', '/portal/tickets', 'row-portal-ticket'],
  ['an empty list', '/portal/tickets?q=nothing-is-called-this', 'state-portal-no-match'],
  ['the form', '/portal/tickets/new', 'form-create-portal-ticket'],
  ['the knowledge base', '/portal/kb', 'card-kb-article'],
  ['a search', '/portal/kb?q=vpn', 'card-kb-article'],
  ['an article', '/portal/kb/vpn-setup-windows', 'card-portal-kb-article'],
  ['nothing', '/portal/no-such-page', 'page-portal-not-found'],
]

for (const { name, options, says } of looks)
  inBrowser(t, `axe finds nothing on any page, and every page fits its window: ${name}`, async (t, portal) => {
    const page = await portal.open({ ...options, reducedMotion: 'reduce' })
    await page.goto('/portal/login')
    await page.getByTestId('form-portal-login').waitFor()
    t.equal(await page.locator('html').getAttribute('lang'), options.locale.slice(0, 2))
    await assertAccessible(t, page, 'signing in')
    await signIn(page)
    for (const [what, path, sign] of pages) {
      await page.goto(path)
      await page.getByTestId(sign).first().waitFor()
      await assertAccessible(t, page, what)
      if (what === 'the list') t.match(await page.title(), says.tickets.title)
    }
    for (const status of ['open', 'closed']) {
      await page.goto(`/portal/tickets?status=${status}`)
      await page.getByTestId('link-portal-ticket').first().click()
      await page.getByTestId('card-portal-comments').waitFor()
      await assertAccessible(t, page, `a ticket, ${status}`)
      if (status === 'closed') continue
      await page.getByTestId('input-portal-comment').fill(`${'Sehr-langes-Wort-'.repeat(12)} *dringend*`)
      await page.getByTestId('btn-send-portal-comment').click()
      await page.getByTestId('card-portal-comments').locator('em', { hasText: 'dringend' }).waitFor()
      t.ok(await needsNoScrollingSideways(page), 'a long word needs no scrolling sideways')
    }
    await page.getByTestId('btn-portal-user-menu').click()
    await page.getByTestId('panel-portal-user-menu').waitFor()
    await assertAccessible(t, page, 'the menu')
    await page.getByTestId('btn-portal-logout').click()
    await page.getByTestId('page-portal-login').waitFor()
  })

inBrowser(t, 'everything can be done by keyboard alone', async (t, portal) => {
  const page = await portal.open()
  await page.goto('/portal/login')
  await page.getByTestId('form-portal-login').waitFor()
  await page.getByTestId('input-portal-tenant').focus()
  await page.keyboard.type(demoLogin.tenantSlug)
  await tabTo(page, 'input-portal-email')
  await page.keyboard.type(demoLogin.email)
  await tabTo(page, 'input-portal-password')
  await page.keyboard.type(demoLogin.password)
  await page.keyboard.press('Enter')
  await page.getByTestId('row-portal-ticket').first().waitFor()
  t.equal(await page.evaluate('document.activeElement?.tagName'), 'H1', 'the focus is on the title of the page')

  await tabTo(page, 'btn-create-portal-ticket')
  await page.keyboard.press('Enter')
  await page.getByTestId('form-create-portal-ticket').waitFor()
  await tabTo(page, 'input-portal-ticket-title')
  await page.keyboard.type('Typed without a mouse')
  await tabTo(page, 'input-portal-ticket-description')
  await page.keyboard.type('Every word of it.')
  await page.keyboard.press('Control+Enter')
  await page.getByTestId('page-portal-ticket-detail').waitFor()
  await tabTo(page, 'input-portal-comment')
  await page.keyboard.type('And this too.')
  await tabTo(page, 'btn-send-portal-comment')
  await page.keyboard.press('Enter')
  await page.getByTestId('card-portal-comments').getByText('And this too.').waitFor()

  let stop = ''
  while (!/^Skip/.test(stop)) {
    await page.keyboard.press('Shift+Tab')
    stop = await page.evaluate('document.activeElement?.textContent ?? ""')
  }
  await page.keyboard.press('Enter')
  t.equal(
    await page.evaluate('document.querySelector("main").contains(document.activeElement)'),
    true,
    'the first stop leads to the content',
  )
  await page.reload()
  await page.getByTestId('card-portal-comments').waitFor()
  await tabTo(page, 'btn-portal-user-menu')
  await page.keyboard.press('Enter')
  await tabTo(page, 'btn-portal-logout')
  await page.keyboard.press('Enter')
  await page.getByTestId('page-portal-login').waitFor()
})
