import { Secret, TOTP } from 'otpauth'
import t from 'tap'
import { demoPassword } from '../../src/demo/people.ts'
import { assertAccessible } from '../support/axe.ts'
import { fillSignIn, inBrowser, signIn } from '../support/browser.ts'
import { looks } from '../support/looks.ts'
import { passwordLink, withMail } from '../support/password-links.ts'

for (const { name, options } of looks)
  inBrowser(
    t,
    `axe finds nothing on the pages for account life: ${name}`,
    async (t, portal) => {
      const page = await portal.open({ ...options, reducedMotion: 'reduce' })
      await page.goto('/portal/login')
      await page.getByTestId('link-portal-forgot-password').waitFor()
      await assertAccessible(t, page, 'signing in')
      await page.goto('/portal/forgot-password?tenant=demo-org')
      await page.getByTestId('btn-portal-send-reset').click()
      await assertAccessible(t, page, 'a forgotten password, with a mistake')
      await page.getByTestId('input-portal-email').fill('nobody@example.com')
      await page.keyboard.press('Enter')
      await page.getByTestId('notice-portal-reset-sent').waitFor()
      await assertAccessible(t, page, 'a forgotten password, asked')

      await page.goto(await passwordLink(portal, 'invitation'))
      await page.getByTestId('input-portal-new-password').fill('password123')
      await page.keyboard.press('Enter')
      await page.locator('[aria-invalid=true]').waitFor()
      await assertAccessible(t, page, 'an invitation, with a weak password')
      await page.goto('/portal/password')
      await page.getByTestId('notice-portal-link-invalid').waitFor()
      await assertAccessible(t, page, 'a link that does not work')

      await signIn(page, '/portal/account')
      await page.getByTestId('row-portal-session').first().waitFor()
      await page.getByTestId('row-portal-security-event').first().waitFor()
      await page.getByTestId('btn-portal-change-password').click()
      await page.getByTestId('btn-portal-set-up-second-factor').click()
      await assertAccessible(t, page, 'the account')
      await page.getByTestId('input-portal-confirm-password').fill(demoPassword)
      await page.keyboard.press('Enter')
      const secret = await page.getByTestId('text-portal-secret').innerText()
      await assertAccessible(t, page, 'the secret')
      const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate()
      await page.getByTestId('input-portal-first-code').fill(code)
      await page.keyboard.press('Enter')
      await page.getByTestId('panel-portal-recovery-codes').waitFor()
      await assertAccessible(t, page, 'the recovery codes')
      await page.getByTestId('btn-portal-codes-done').click()
      await page.getByTestId('btn-portal-switch-off-second-factor').click()
      await assertAccessible(t, page, 'a second factor that is on')

      await page.context().clearCookies()
      await page.goto('/portal/login')
      await fillSignIn(page)
      await page.keyboard.press('Enter')
      await page.getByTestId('input-portal-code').waitFor()
      await assertAccessible(t, page, 'being asked for the code')
    },
    { environment: withMail },
  )
