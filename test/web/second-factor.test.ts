import { readFile } from 'node:fs/promises'
import { Secret, TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import t from 'tap'
import { demoPassword } from '../../src/demo/people.ts'
import { needsNoScrollingSideways } from '../support/axe.ts'
import { fillSignIn, inBrowser, signIn } from '../support/browser.ts'
import { focused, tabTo } from '../support/keyboard.ts'
import { phoneGerman, wideEnglish } from '../support/looks.ts'

/** What an authenticator app shows for a secret. */
function codeOf(secret: string, now: Date): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now.getTime() })
}

/** Opens the page of the account and goes on until the secret is shown. @returns the secret */
async function startSettingUp(page: Page): Promise<string> {
  await page.goto('/portal/account')
  await page.getByTestId('btn-portal-set-up-second-factor').click()
  await page.getByTestId('input-portal-confirm-password').fill(demoPassword)
  await page.keyboard.press('Enter')
  return page.getByTestId('text-portal-secret').innerText()
}

/** @returns the secret and the recovery codes */
async function setUp(page: Page, now: Date): Promise<{ secret: string; codes: string[] }> {
  const secret = await startSettingUp(page)
  await page.getByTestId('input-portal-first-code').fill(codeOf(secret, now))
  await page.keyboard.press('Enter')
  await page.getByTestId('panel-portal-recovery-codes').waitFor()
  return { secret, codes: await page.getByTestId('text-portal-recovery-code').allInnerTexts() }
}

inBrowser(t, 'a second factor is set up step by step, by keyboard', async (t, portal) => {
  const { options, says } = wideEnglish
  const page = await portal.open(options)
  await signIn(page, '/portal/account')
  const state = page.getByTestId('text-portal-second-factor')
  await state.getByText(says.security.secondFactorOff).waitFor()
  await tabTo(page, 'btn-portal-set-up-second-factor')
  await page.keyboard.press('Enter')
  await page.getByTestId('form-portal-start-second-factor').waitFor()
  t.equal(await focused(page), 'input-portal-confirm-password')
  await page.keyboard.type('wrong')
  await page.keyboard.press('Enter')
  await page.getByTestId('card-portal-second-factor').getByText(says.errors.WRONG_PASSWORD).waitFor()
  await page.getByTestId('input-portal-confirm-password').fill(demoPassword)
  await page.keyboard.press('Enter')

  const secret = await page.getByTestId('text-portal-secret').innerText()
  t.match(await page.getByTestId('link-portal-authenticator').getAttribute('href'), `secret=${secret}`)
  await page.getByRole('img', { name: says.security.qrCode }).waitFor()
  t.ok(await needsNoScrollingSideways(page))
  t.equal(await focused(page), 'input-portal-first-code')
  await page.keyboard.type('12')
  await page.keyboard.press('Enter')
  await page.getByText(says.security.codeIncomplete).waitFor()
  const code = codeOf(secret, new Date())
  const wrong = code.replace(/./g, (digit) => String((Number(digit) + 5) % 10))
  await page.getByTestId('input-portal-first-code').fill(wrong)
  await page.keyboard.press('Enter')
  await page.getByText(says.security.codeWrong).waitFor()
  // Apps show it in two halves.
  await page.getByTestId('input-portal-first-code').fill(`${code.slice(0, 3)} ${code.slice(3)}`)
  await page.keyboard.press('Enter')

  await page.getByTestId('panel-portal-recovery-codes').getByText(says.security.recoveryOnce).waitFor()
  const codes = await page.getByTestId('text-portal-recovery-code').allInnerTexts()
  t.equal(new Set(codes).size, 10)
  t.ok(await needsNoScrollingSideways(page))
  const download = page.waitForEvent('download')
  await page.getByTestId('btn-portal-download-codes').click()
  const file = await download
  t.equal(file.suggestedFilename(), `${says.security.recoveryFile}.txt`)
  t.equal(await readFile(await file.path(), 'utf8'), `${codes.join('\n')}\n`)
  await page.getByTestId('btn-portal-codes-done').click()
  await state.getByText(says.security.secondFactorOn).waitFor()
  t.match(await state.innerText(), '10')
  t.equal(await page.getByText(codes[0] ?? '').count(), 0, 'the codes are shown once')

  await page.getByTestId('btn-portal-switch-off-second-factor').click()
  await page.keyboard.type(demoPassword)
  await page.keyboard.press('Enter')
  await state.getByText(says.security.secondFactorOff).waitFor()
})

inBrowser(t, 'signing in asks for the code and keeps the password', async (t, portal) => {
  const { options, says } = phoneGerman
  const began = new Date()
  portal.setNow(began)
  const page = await portal.open(options)
  await signIn(page)
  const { secret, codes } = await setUp(page, began)
  // The code that switched it on is used up; an app shows the next one after half a minute.
  const later = new Date(began.getTime() + 60_000)
  portal.setNow(later)

  for (const code of [codeOf(secret, later), codes[0] ?? '']) {
    const again = await portal.open(options)
    await again.goto('/portal/login')
    await fillSignIn(again)
    await again.keyboard.press('Enter')
    const field = again.getByTestId('input-portal-code')
    await field.waitFor()
    t.equal(await field.getAttribute('autocomplete'), 'one-time-code')
    t.equal(await focused(again), 'input-portal-code')
    t.equal(await again.getByTestId('error-portal-login').count(), 0, 'being asked is no failure')
    await again.keyboard.type('12')
    await again.keyboard.press('Enter')
    await again.getByText(says.login.codeMissing).waitFor()
    await field.fill('wrong-code')
    await again.keyboard.press('Enter')
    await again.getByTestId('error-portal-login').getByText(says.login.invalidCode).waitFor()
    t.ok(await needsNoScrollingSideways(again))
    await field.fill(code)
    await again.keyboard.press('Enter')
    await again.getByTestId('page-portal-tickets').waitFor()
    await again.context().close()
  }
  await page.reload()
  const state = page.getByTestId('text-portal-second-factor')
  await state.waitFor()
  t.match(await state.innerText(), /\b9\b/, 'one recovery code less')
  await page.getByTestId('card-portal-security-log').getByText(says.security.events.RECOVERY_CODE_USED).waitFor()
})

inBrowser(t, 'one can start over instead of giving a code', async (t, portal) => {
  const page = await portal.open()
  await signIn(page)
  await setUp(page, new Date())
  const again = await portal.open()
  await again.goto('/portal/login')
  await fillSignIn(again)
  await again.keyboard.press('Enter')
  await again.getByTestId('input-portal-code').waitFor()
  await again.getByTestId('btn-portal-login-back').click()
  t.equal(await again.getByTestId('input-portal-email').inputValue(), 'portal@acme.example.com')
  await fillSignIn(again, 'wrong')
  await again.keyboard.press('Enter')
  await again.getByTestId('error-portal-login').waitFor()
  t.equal(await again.getByTestId('input-portal-code').count(), 0, 'a wrong password is never asked for a code')
})

inBrowser(t, 'what was not confirmed changes nothing, and its secret is not kept', async (t, portal) => {
  const page = await portal.open()
  await signIn(page)
  const secret = await startSettingUp(page)
  t.notMatch(await page.evaluate('JSON.stringify({ ...localStorage, ...sessionStorage })'), secret)
  await page.getByTestId('btn-portal-second-factor-cancel').click()
  await page.getByTestId('btn-portal-set-up-second-factor').waitFor()
  t.equal(await page.getByText(secret).count(), 0)
  const again = await portal.open()
  await signIn(again)
  t.pass('the password alone is enough')
})

inBrowser(t, 'recovery codes can be copied', async (t, portal) => {
  const page = await portal.open({ permissions: ['clipboard-read', 'clipboard-write'] })
  await signIn(page)
  const { codes } = await setUp(page, new Date())
  await page.getByTestId('btn-portal-copy-codes').click()
  await page.getByTestId('btn-portal-copy-codes').getByText('Copied').waitFor()
  t.equal(await page.evaluate('navigator.clipboard.readText()'), `${codes.join('\n')}\n`)
})
