import t from 'tap'
import { securityEvents } from '../../schemas/security.ts'
import { demoLogin, demoPassword } from '../../src/demo/people.ts'
import de from '../../src/web/messages/de.json' with { type: 'json' }
import { needsNoScrollingSideways } from '../support/axe.ts'
import { fillSignIn, inBrowser, signIn, until } from '../support/browser.ts'
import { focused, tabTo } from '../support/keyboard.ts'
import { phoneGerman, wideEnglish, withLimit } from '../support/looks.ts'

const goodPassword = 'wobbly lantern orchard seven'

inBrowser(t, 'the menu leads to the account, which says who one is', async (t, portal) => {
  const { options, says } = phoneGerman
  const page = await portal.open(options)
  await signIn(page)
  await page.getByTestId('btn-portal-user-menu').click()
  await page.getByTestId('link-portal-account').click()
  await page.getByRole('heading', { level: 1, name: says.security.title }).waitFor()
  t.equal(await page.getByTestId('panel-portal-user-menu').isVisible(), false, 'the menu is closed')
  t.equal(await page.evaluate('document.activeElement?.tagName'), 'H1', 'the focus is on the title of the page')
  t.equal(await page.getByTestId('text-portal-account-name').innerText(), 'Katharina Lindner')
  t.equal(await page.getByTestId('text-portal-account-email').innerText(), demoLogin.email)
  t.equal(await page.getByTestId('text-portal-account-customer').innerText(), 'ACME Manufacturing GmbH')
  t.match(await page.getByTestId('text-portal-account-organisation').innerText(), 'demo-org')
  t.ok(await needsNoScrollingSideways(page))
})

inBrowser(t, 'changing the password asks for the current one and ends other sessions', async (t, portal) => {
  const { options, says } = wideEnglish
  const other = await portal.open(options)
  await signIn(other)
  const page = await portal.open(options)
  await signIn(page, '/portal/account')
  const card = page.getByTestId('card-portal-change-password')
  await card.waitFor()
  await tabTo(page, 'input-portal-current-password')
  await page.keyboard.type('wrong')
  await tabTo(page, 'input-portal-new-password')
  await page.keyboard.type('short')
  await page.keyboard.press('Enter')
  await card.getByText(withLimit(says.newPassword.tooShort, 10, wideEnglish)).waitFor()
  await page.getByTestId('input-portal-new-password').fill(goodPassword)
  await page.keyboard.press('Enter')
  await card.getByText(says.errors.WRONG_PASSWORD).waitFor()
  t.equal(await focused(page), 'input-portal-current-password')
  await page.getByTestId('input-portal-current-password').fill(demoPassword)
  await page.getByTestId('input-portal-new-password').fill('qwertyuiop')
  await page.keyboard.press('Enter')
  await card.getByText(says.newPassword.tooWeak).waitFor()
  t.equal(await focused(page), 'input-portal-new-password')
  await page.getByTestId('input-portal-new-password').fill(goodPassword)
  await page.keyboard.press('Enter')
  await page.getByTestId('notice-portal-password-changed').waitFor()
  t.equal(await page.getByTestId('input-portal-current-password').inputValue(), '')
  t.equal(await page.getByTestId('input-portal-new-password').inputValue(), '')
  t.ok(await needsNoScrollingSideways(page))
  await page.getByTestId('card-portal-security-log').getByText(says.security.events.PASSWORD_CHANGED).waitFor()
  await until(async () => (await page.getByTestId('row-portal-session').count()) === 1)

  await other.goto('/portal/account')
  await other.getByTestId('page-portal-login').waitFor()
  await fillSignIn(other, goodPassword)
  await other.keyboard.press('Enter')
  await other.getByTestId('page-portal-account').waitFor()
})

inBrowser(t, 'one sees where one is signed in and ends it, after a question', async (t, portal) => {
  const { options, says } = phoneGerman
  const page = await portal.open(options)
  await signIn(page)
  const other = await portal.open(options)
  await signIn(other)
  const tokens = [await portal.signIn(), await portal.signIn()]
  await page.goto('/portal/account')
  const rows = page.getByTestId('row-portal-session')
  const dialog = page.getByTestId('card-portal-sessions').getByTestId('dialog-portal-confirm')
  await rows.first().waitFor()
  t.equal(await rows.count(), 4)
  const own = rows.filter({ hasText: says.security.thisSession })
  t.equal(await own.count(), 1, 'which one is this')
  t.equal(await own.getByTestId('btn-portal-end-session').count(), 0, 'signing out ends this one')
  const on = says === de ? 'unter' : 'on'
  t.match(await own.innerText(), new RegExp(`Chrom.* ${on} .*127\\.0\\.0\\.1`, 's'), 'browser and address')
  t.ok(await needsNoScrollingSideways(page))

  await page.getByTestId('btn-portal-end-session').first().click()
  await dialog.getByText(says.security.endTitle).waitFor()
  await dialog.getByTestId('btn-portal-dialog-cancel').click()
  t.equal(await rows.count(), 4, 'nothing ends without being confirmed')
  await page.getByTestId('btn-portal-end-session').first().click()
  await dialog.getByTestId('btn-portal-dialog-confirm').click()
  await page.getByTestId('notice-portal-session-ended-here').getByText(says.security.sessionEnded).waitFor()
  await until(async () => (await rows.count()) === 3)

  await page.getByTestId('btn-portal-end-other-sessions').focus()
  await page.keyboard.press('Enter')
  await dialog.getByText(says.security.endOthersQuestion).waitFor()
  await tabTo(page, 'btn-portal-dialog-confirm')
  await page.keyboard.press('Enter')
  await page.getByTestId('notice-portal-session-ended-here').getByText(says.security.othersEnded).waitFor()
  await until(async () => (await rows.count()) === 1)
  t.equal(await page.getByTestId('btn-portal-end-other-sessions').count(), 0)
  await other.goto('/portal/tickets')
  await other.getByTestId('page-portal-login').waitFor()
  for (const token of tokens) t.equal((await portal.request(token, { url: '/api/v1/portal/auth/me' })).statusCode, 401)
})

inBrowser(t, 'the security log tells what happened, page after page', async (t, portal) => {
  const { options, says } = wideEnglish
  for (let count = 0; count < 12; count++) await portal.signIn()
  await portal.signIn(demoLogin.email, demoLogin.tenantSlug, 'wrong').catch(() => undefined)
  const page = await portal.open(options)
  await signIn(page, '/portal/account')
  const rows = page.getByTestId('row-portal-security-event')
  await rows.first().waitFor()
  t.equal(await rows.count(), 10)
  t.match(await rows.nth(0).innerText(), says.security.events.SIGNED_IN)
  t.match(await rows.nth(1).innerText(), says.security.events.SIGN_IN_FAILED)
  await page.getByTestId('btn-portal-older-events').focus()
  await page.keyboard.press('Enter')
  await until(async () => (await rows.count()) === 14)
  t.equal(await focused(page), 'row-portal-security-event', 'one reads on where the older ones begin')
  t.equal(await page.getByTestId('btn-portal-older-events').count(), 0)
  t.ok(await needsNoScrollingSideways(page))
})

inBrowser(t, 'every event of the log has words', async (t, portal) => {
  const page = await portal.open({ locale: 'de-DE' })
  await signIn(page)
  await page.route('**/auth/security-log**', (route) =>
    route.fulfill({
      json: {
        data: securityEvents.map((event, index) => ({
          id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
          event,
          createdAt: new Date().toISOString(),
          browser: null,
          address: null,
        })),
        meta: { total: securityEvents.length, page: 1, limit: 100, totalPages: 1 },
      },
    }),
  )
  await page.goto('/portal/account')
  const titles = page.getByTestId('row-portal-security-event').locator('p:first-child')
  await titles.first().waitFor()
  const expected = securityEvents.map((event) => de.security.events[event])
  t.same((await titles.allInnerTexts()).slice(0, expected.length), expected)
})

inBrowser(t, 'whoever is not signed in is led to the sign-in and back to the account', async (t, portal) => {
  const page = await portal.open()
  await page.goto('/portal/account')
  await page.getByTestId('page-portal-login').waitFor()
  await fillSignIn(page)
  await page.keyboard.press('Enter')
  await page.getByTestId('page-portal-account').waitFor()
  t.match(page.url(), /\/portal\/account$/)
})
