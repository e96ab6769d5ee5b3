import type { Page } from 'playwright-core'
import t, { type Test } from 'tap'
import german from '../../src/web/messages/de.json' with { type: 'json' }
import english from '../../src/web/messages/en.json' with { type: 'json' }
import { type BrowserPortal, inBrowser, signIn, until } from '../support/browser.ts'
import { phone, wide } from '../support/looks.ts'

const languages = { 'en-GB': english, 'de-DE': german }
const widths = { phone, desktop: wide }

for (const [locale, messages] of Object.entries(languages))
  for (const [width, viewport] of Object.entries(widths))
    inBrowser(t, `every page and flow, in ${locale} on a ${width}`, async (t, portal) => {
      const page = await portal.open({ locale, viewport })
      await page.goto('/portal/tickets?status=open')
      await page.getByTestId('page-portal-login').waitFor()
      t.equal(await page.locator('html').getAttribute('lang'), locale.slice(0, 2))
      await assertNothingSticksOut(t, page)
      await signIn(page)
      await visitTickets(t, page, messages)
      await openTicket(t, page, messages)
      await readArticles(t, page, portal)
      await page.getByTestId('btn-portal-user-menu').click()
      await page.getByTestId('btn-portal-logout').click()
      await page.getByTestId('page-portal-login').waitFor()
    })

async function visitTickets(t: Test, page: Page, messages: typeof english): Promise<void> {
  const rows = page.getByTestId('row-portal-ticket')
  await rows.first().waitFor()
  t.match(await page.title(), messages.tickets.title)
  await assertNothingSticksOut(t, page)
  await page.goto('/portal/tickets?status=closed&sort=priority')
  await rows.first().waitFor()
  await page.getByTestId('input-portal-ticket-search').fill('nothing is called this')
  await page.getByTestId('state-portal-no-match').waitFor()
  await page.getByTestId('btn-portal-reset-filters').first().click()
  await rows.first().waitFor()
}

async function openTicket(t: Test, page: Page, messages: typeof english): Promise<void> {
  await page.getByTestId('btn-create-portal-ticket').first().click()
  await page.getByTestId('form-create-portal-ticket').waitFor()
  await assertNothingSticksOut(t, page)
  await page.getByTestId('input-portal-ticket-title').fill('Der Etikettendrucker druckt leere Etiketten')
  await page.getByTestId('input-portal-ticket-description').fill('Seit **heute** früh.')
  await page.getByRole('tab', { name: messages.editor.preview }).click()
  await page.getByTestId('input-portal-ticket-description-preview').locator('strong').waitFor()
  await page.getByTestId('btn-submit-portal-ticket').click()
  await page.getByTestId('card-portal-ticket-detail').waitFor()
  await page.getByTestId('input-portal-comment').fill(`${'Sehr-langes-Wort-'.repeat(12)} _dringend_`)
  await page.getByTestId('btn-send-portal-comment').click()
  await page.getByTestId('card-portal-comments').locator('em', { hasText: 'dringend' }).waitFor()
  await assertNothingSticksOut(t, page)
}

async function readArticles(t: Test, page: Page, portal: BrowserPortal): Promise<void> {
  await page.getByTestId('nav-portal-kb').click()
  const cards = page.getByTestId('card-kb-article')
  await cards.first().waitFor()
  await assertNothingSticksOut(t, page)
  await page.getByTestId('input-portal-kb-search').fill('VPN Windows')
  await until(async () => (await cards.first().innerText()).includes('Windows'))
  await page.goto(`${portal.origin}/portal/kb/vpn-setup-windows`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await assertNothingSticksOut(t, page)
}

/** No page is wider than the window it is shown in. */
async function assertNothingSticksOut(t: Test, page: Page): Promise<void> {
  const excess = await page.locator('html').evaluate((element) => {
    const html = element as unknown as { scrollWidth: number; clientWidth: number }
    return html.scrollWidth - html.clientWidth
  })
  t.equal(excess, 0, `${page.url()} fits the width of the window`)
}
