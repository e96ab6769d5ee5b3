import t from 'tap'
import { demoLogin } from '../../src/demo/people.ts'
import { needsNoScrollingSideways } from '../support/axe.ts'
import { fillSignIn, inBrowser } from '../support/browser.ts'
import { focused, tabTo } from '../support/keyboard.ts'
import { phoneGerman, wideEnglish, withLimit } from '../support/looks.ts'
import { passwordLink, withMail } from '../support/password-links.ts'

const goodPassword = 'wobbly lantern orchard seven'

inBrowser(t, 'without mail, no page offers a link by mail', async (t, portal) => {
  const page = await portal.open()
  const answered = page.waitForResponse('**/auth/options')
  await page.goto('/portal/login')
  await answered
  await page.getByTestId('form-portal-login').waitFor()
  t.equal(await page.getByTestId('link-portal-forgot-password').count(), 0)

  await page.goto('/portal/forgot-password?tenant=demo-org')
  t.match(await page.getByTestId('notice-portal-no-mail').innerText(), /does not send e-mails\. Ask your service desk/)
  t.equal(await page.getByTestId('form-portal-forgot-password').count(), 0, 'nothing is asked for in vain')
})

inBrowser(
  t,
  'whoever forgot their password is answered alike, whether there is an account or not',
  async (t, portal) => {
    const { options, says } = wideEnglish
    const page = await portal.open(options)
    const texts = []
    for (const email of [demoLogin.email, 'nobody@example.com']) {
      await page.goto('/portal/login?tenant=demo-org')
      await page.getByTestId('link-portal-forgot-password').click()
      await page.getByTestId('form-portal-forgot-password').waitFor()
      t.equal(await page.getByTestId('input-portal-tenant').inputValue(), 'demo-org', 'brought along')
      await page.getByTestId('btn-portal-send-reset').click()
      await page.getByText(says.login.required).waitFor()
      t.equal(await focused(page), 'input-portal-email', 'what is missing has the focus')
      await page.keyboard.type(email)
      await page.keyboard.press('Enter')
      const notice = page.getByTestId('notice-portal-reset-sent')
      await notice.waitFor()
      t.ok(await needsNoScrollingSideways(page))
      texts.push(await notice.innerText())
    }
    t.match(texts[0], says.forgotPassword.sentTitle)
    t.equal(texts[0], texts[1])
    await page.getByTestId('link-portal-login').click()
    await page.getByTestId('page-portal-login').waitFor()
  },
  { environment: withMail },
)

inBrowser(t, 'an invitation leads to a password and from there to signing in', async (t, portal) => {
  const { options, says } = phoneGerman
  const page = await portal.open(options)
  await page.goto(await passwordLink(portal, 'invitation'))
  await page.getByTestId('form-portal-password').waitFor()
  t.equal(new URL(page.url()).hash, '', 'the token is out of the address bar')
  await page.getByRole('heading', { name: says.password.invitation.title }).waitFor()
  t.equal(await page.getByTestId('text-portal-link-email').innerText(), demoLogin.email)
  t.equal(await page.getByTestId('text-portal-link-tenant').innerText(), demoLogin.tenantSlug)

  const password = page.getByTestId('input-portal-new-password')
  t.equal(await password.getAttribute('autocomplete'), 'new-password')
  await tabTo(page, 'input-portal-new-password')
  await page.keyboard.type('tooshort9')
  await page.keyboard.press('Enter')
  await page.getByText(withLimit(says.newPassword.tooShort, 10, phoneGerman)).waitFor()
  for (const [weak, problem] of [
    ['ACME Manufacturing 1', 'CONTAINS_OWN_DATA'],
    ['password123', 'COMMON_PASSWORD'],
    ['aaaaaaaaaaaa', 'REPETITION'],
  ] as const) {
    await password.fill(weak)
    await page.keyboard.press('Enter')
    await page.getByText(says.newPassword.problems[problem]).waitFor()
    t.equal(await password.getAttribute('aria-invalid'), 'true', weak)
    t.equal(await focused(page), 'input-portal-new-password')
  }
  t.ok(await needsNoScrollingSideways(page))
  await page.getByTestId('btn-portal-show-password').click()
  t.equal(await password.getAttribute('type'), 'text', 'it can be looked at')
  await password.fill(goodPassword)
  await page.getByTestId('btn-portal-set-password').click()

  await page.getByTestId('notice-portal-password-set').getByText(says.login.passwordSet).waitFor()
  t.equal(await page.getByTestId('input-portal-tenant').inputValue(), demoLogin.tenantSlug)
  t.equal(await page.getByTestId('input-portal-email').inputValue(), demoLogin.email)
  t.equal(await focused(page), 'input-portal-password', 'only the password is missing')
  await page.keyboard.type(goodPassword)
  await page.keyboard.press('Enter')
  await page.getByTestId('page-portal-tickets').waitFor()
})

inBrowser(t, 'a link that does not work says so and leads on', async (t, portal) => {
  const { options, says } = wideEnglish
  const page = await portal.open(options)
  const used = await passwordLink(portal, 'reset')
  await page.goto(used)
  await page.getByRole('heading', { name: says.password.reset.title }).waitFor()
  // A newer link voids the one that is open.
  const newer = await passwordLink(portal, 'reset')
  await page.getByTestId('input-portal-new-password').fill(goodPassword)
  await page.getByTestId('btn-portal-set-password').click()
  await page.getByTestId('notice-portal-link-invalid').getByText(says.password.invalidAskServiceDesk).waitFor()
  for (const path of ['/portal/password', '/portal/password#short', used]) {
    await page.goto('about:blank')
    await page.goto(path)
    await page.getByTestId('notice-portal-link-invalid').waitFor()
    t.equal(await page.getByTestId('form-portal-password').count(), 0, path)
  }
  t.ok(await needsNoScrollingSideways(page))

  // The newer one, opened in the same window, replaces what is shown.
  await page.goto(newer)
  await page.getByTestId('form-portal-password').waitFor()
  t.equal(new URL(page.url()).hash, '')
  await page.goBack()
  t.notMatch(page.url(), newer.split('#')[1] ?? newer, 'nor is it in the history')
})

inBrowser(
  t,
  'where there is mail, a link that does not work leads to a new one',
  async (t, portal) => {
    const page = await portal.open()
    await page.goto('/portal/password#gone')
    await page.getByTestId('link-portal-forgot-password').click()
    await page.getByTestId('form-portal-forgot-password').waitFor()
    t.equal(await page.evaluate('document.activeElement?.tagName'), 'H1', 'the focus is on the title of the page')
  },
  { environment: withMail },
)

inBrowser(t, 'the token of a link is stored nowhere in the browser', async (t, portal) => {
  const page = await portal.open()
  const link = await passwordLink(portal, 'reset')
  const token = link.split('#')[1] ?? ''
  await page.goto(link)
  await page.getByTestId('form-portal-password').waitFor()
  const kept = 'JSON.stringify([location.href, history.state, { ...localStorage }, { ...sessionStorage }])'
  t.notMatch(await page.evaluate(kept), token)
  t.notMatch(portal.log.join('\n'), token, 'nor in the log')
})

inBrowser(t, 'the old password ends with a reset', async (t, portal) => {
  const page = await portal.open()
  await page.goto(await passwordLink(portal, 'reset'))
  await page.getByTestId('input-portal-new-password').fill(goodPassword)
  await page.keyboard.press('Enter')
  await page.getByTestId('notice-portal-password-set').waitFor()
  await fillSignIn(page)
  await page.getByTestId('btn-portal-login').click()
  await page.getByTestId('error-portal-login').waitFor()
  await fillSignIn(page, goodPassword)
  await page.getByTestId('btn-portal-login').click()
  await page.getByTestId('page-portal-tickets').waitFor()
  t.pass('the new one works')
})
