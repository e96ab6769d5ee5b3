import t from 'tap'
import { inBrowser, signIn } from '../support/browser.ts'

inBrowser(t, 'a customer signs in, opens a ticket and comments on it', async (t, portal) => {
  const page = await portal.open()
  await signIn(page)
  await page.getByTestId('btn-create-portal-ticket').click()
  await page.getByTestId('form-create-portal-ticket').waitFor()
  await page.getByTestId('input-portal-ticket-title').fill('The label printer prints blanks')
  await page.getByLabel('Description').fill('Since **this morning**, on every roll.')
  await page.getByTestId('btn-submit-portal-ticket').click()
  await page.getByTestId('page-portal-ticket-detail').waitFor()
  t.match(await page.getByTestId('card-portal-ticket-detail').innerText(), 'The label printer prints blanks')
  t.equal(await page.getByTestId('card-portal-ticket-detail').locator('strong', { hasText: 'this morning' }).count(), 1)
  await page.getByTestId('input-portal-comment').fill('It is _worse_ now.')
  await page.getByTestId('btn-send-portal-comment').click()
  await page.getByTestId('card-portal-comments').locator('em', { hasText: 'worse' }).waitFor()
  t.equal(await page.getByTestId('input-portal-comment').inputValue(), '')
})
