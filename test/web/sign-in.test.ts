import t from 'tap'
import { demoLogin } from '../../src/demo/people.ts'
import { inBrowser, signIn } from '../support/browser.ts'
import { looks } from '../support/looks.ts'

inBrowser(t, 'a wrong password is refused without telling what was wrong', async (t, portal) => {
  const page = await portal.open()
  await page.goto('/portal/login?tenant=demo-org')
  t.equal(await page.getByTestId('input-portal-tenant').inputValue(), 'demo-org', 'filled in from the address')
  const texts = []
  for (const email of [demoLogin.email, 'nobody@example.com']) {
    await page.getByTestId('input-portal-email').fill(email)
    await page.getByTestId('input-portal-password').fill('wrong')
    const answered = page.waitForResponse('**/auth/session')
    await page.getByTestId('btn-portal-login').click()
    await answered
    const notice = page.getByTestId('error-portal-login')
    await notice.waitFor()
    t.equal(await notice.getAttribute('role'), 'alert')
    texts.push(await notice.innerText())
  }
  t.equal(texts[0], texts[1])
})

inBrowser(t, 'signing in leads to the page that was asked for, and out again', async (t, portal) => {
  const page = await portal.open()
  await page.goto('/portal/tickets?status=pending')
  await page.getByTestId('page-portal-login').waitFor()
  await page.getByTestId('input-portal-tenant').fill(demoLogin.tenantSlug)
  await page.getByTestId('input-portal-email').fill(demoLogin.email)
  await page.getByTestId('input-portal-password').fill(demoLogin.password)
  await page.getByTestId('input-portal-password').press('Enter')
  await page.getByTestId('table-portal-tickets').waitFor()
  t.match(page.url(), /\/portal\/tickets\?status=pending$/)

  const cookies = await page.context().cookies()
  t.match(cookies, [{ name: '__Host-customer_portal', httpOnly: true, secure: true, sameSite: 'Strict' }])
  t.equal(await page.evaluate('document.cookie'), '', 'scripts see nothing of it')
  t.notMatch(await page.evaluate('JSON.stringify({ ...localStorage, ...sessionStorage })'), /eyJ/)

  await page.getByTestId('btn-portal-user-menu').click()
  t.equal(await page.getByTestId('text-portal-user-name').innerText(), 'Katharina Lindner')
  t.equal(await page.getByTestId('text-portal-customer').innerText(), 'ACME Manufacturing GmbH')
  await page.getByTestId('btn-portal-logout').click()
  await page.getByTestId('page-portal-login').waitFor()
  t.equal(await page.getByTestId('input-portal-tenant').inputValue(), 'demo-org', 'the organisation is remembered')
  await page.goto('/portal/tickets')
  await page.getByTestId('page-portal-login').waitFor()
  t.same(await page.context().cookies(), [])
})

inBrowser(t, 'nobody is led astray after signing in', async (t, portal) => {
  for (const returnTo of [
    'https://evil.example.com/',
    '//evil.example.com',
    '/\\evil.example.com',
    'javascript:alert(1)',
  ]) {
    const page = await portal.open()
    await page.goto(`/portal/login?tenant=demo-org&returnTo=${encodeURIComponent(returnTo)}`)
    await page.getByTestId('input-portal-email').fill(demoLogin.email)
    await page.getByTestId('input-portal-password').fill(demoLogin.password)
    await page.getByTestId('btn-portal-login').click()
    await page.getByTestId('portal-nav').waitFor()
    t.equal(new URL(page.url()).origin, portal.origin, returnTo)
    await page.context().close()
  }
})

inBrowser(t, 'too many tries are explained with the time to wait', async (t, portal) => {
  const page = await portal.open()
  await page.goto('/portal/login?tenant=demo-org')
  await page.getByTestId('input-portal-email').fill(demoLogin.email)
  await page.getByTestId('input-portal-password').fill('wrong')
  for (const [retryAfter, clock, words] of [
    ['90', /1:(30|2\d)/, /paused for about 2 minutes/],
    ['8', /0:0\d/, /paused for 8 seconds/],
  ] as const) {
    await page.route('**/auth/session', (route) =>
      route.fulfill({
        status: 429,
        headers: { 'retry-after': retryAfter },
        json: { error: { code: 'RATE_LIMITED', message: 'Too many requests.', requestId: 'x' } },
      }),
    )
    await page.getByTestId('btn-portal-login').click()
    t.match(await page.getByTestId('text-portal-countdown').innerText(), clock)
    t.match(await page.getByTestId('error-portal-rate-limit').innerText(), words)
    await page.reload()
    await page.getByTestId('input-portal-email').fill(demoLogin.email)
    await page.getByTestId('input-portal-password').fill('wrong')
  }
})

inBrowser(t, 'language and theme follow the browser, can be switched, and are remembered', async (t, portal) => {
  const page = await portal.open({ locale: 'de-DE', colorScheme: 'dark' })
  await signIn(page)
  t.equal(await page.evaluate('document.documentElement.lang'), 'de')
  t.match(await page.getByTestId('nav-portal-tickets').innerText(), 'Meine Tickets')
  const background = () => page.evaluate('getComputedStyle(document.documentElement).backgroundColor')
  const dark = await background()
  await page.getByTestId('btn-portal-user-menu').click()
  await page.getByTestId('switch-portal-language-en').check()
  await page.getByTestId('nav-portal-tickets').getByText('My tickets').waitFor()
  await page.getByTestId('switch-portal-theme-light').check()
  t.not(await background(), dark)
  await page.reload()
  await page.getByTestId('nav-portal-tickets').getByText('My tickets').waitFor()
  t.equal(await page.evaluate('document.documentElement.lang'), 'en')
  t.not(await background(), dark)
})

for (const { name, options } of looks)
  inBrowser(t, `language and appearance stand apart on the sign-in page: ${name}`, async (t, portal) => {
    const page = await portal.open(options)
    await page.goto('/portal/login')
    const language = await page.getByTestId('switch-portal-language').locator('.segments-options').boundingBox()
    const theme = await page.getByTestId('switch-portal-theme').locator('.segments-options').boundingBox()
    if (!language || !theme) throw new Error('not shown')
    const gap = Math.max(theme.x - language.x - language.width, theme.y - language.y - language.height)
    t.ok(gap >= 12, `${gap} pixels`)
  })
