import { sql } from 'kysely'
import t from 'tap'
import { demoLogin } from '../../src/demo/people.ts'
import { type BrowserPortal, inBrowser, signIn } from '../support/browser.ts'

const title = 'The badge reader rejects every badge'

async function countTickets({ itsm }: BrowserPortal): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from tickets where title = ${title}`.execute(
    itsm.admin.kysely,
  )
  return Number(rows[0]?.count)
}

inBrowser(t, 'what was typed survives a reload', async (t, portal) => {
  const page = await portal.open()
  await signIn(page, '/portal/tickets/new')
  await page.getByTestId('input-portal-ticket-title').fill(title)
  await page.getByTestId('input-portal-ticket-description').fill('Door 3.')
  await page.reload()
  await page.getByTestId('notice-portal-draft-restored').waitFor()
  t.equal(await page.getByTestId('input-portal-ticket-title').inputValue(), title)
  t.equal(await page.getByTestId('input-portal-ticket-description').inputValue(), 'Door 3.')
})

inBrowser(t, 'what was typed survives a session that has ended, and is sent once', async (t, portal) => {
  const page = await portal.open()
  await signIn(page)
  // The search for articles might find out first, and take the button away before it is pressed.
  await page.route('**/api/v1/portal/kb?*', (route) => route.abort())
  await page.goto('/portal/tickets/new')
  await page.getByTestId('input-portal-ticket-title').fill(title)
  await page.getByTestId('input-portal-ticket-description').fill('Door 3.')
  await page.context().clearCookies()
  await page.getByTestId('btn-submit-portal-ticket').click()
  await page.getByTestId('page-portal-login').waitFor()
  t.equal(await page.getByTestId('input-portal-email').inputValue(), demoLogin.email, 'whose session it was')
  const stored = 'JSON.stringify([history.state, { ...localStorage }, { ...sessionStorage }])'
  t.notMatch(await page.evaluate(stored), demoLogin.email, 'is stored nowhere')
  await page.getByTestId('input-portal-tenant').fill(demoLogin.tenantSlug)
  await page.getByTestId('input-portal-password').fill(demoLogin.password)
  await page.getByTestId('btn-portal-login').click()
  await page.getByTestId('form-create-portal-ticket').waitFor()
  t.equal(await page.getByTestId('input-portal-ticket-title').inputValue(), title)
  await page.getByTestId('btn-submit-portal-ticket').click()
  await page.getByTestId('page-portal-ticket-detail').waitFor()
  t.equal(await countTickets(portal), 1)
  await page.goto('/portal/tickets/new')
  t.equal(await page.getByTestId('input-portal-ticket-title').inputValue(), '', 'and then it is gone')
})

inBrowser(t, 'an answer that got lost does not make a second ticket', async (t, portal) => {
  const page = await portal.open()
  await signIn(page, '/portal/tickets/new')
  await page.getByTestId('input-portal-ticket-title').fill(title)
  await page.getByTestId('input-portal-ticket-description').fill('Door 3.')
  let lost = 0
  await page.route('**/api/v1/portal/tickets', async (route) => {
    if (route.request().method() !== 'POST' || lost++ > 0) return route.continue()
    await route.fetch()
    await route.abort('connectionreset')
  })
  await page.getByTestId('btn-submit-portal-ticket').click()
  await page.getByTestId('notice-portal-error').waitFor()
  t.equal(await countTickets(portal), 1, 'the first try arrived')
  await page.getByTestId('btn-submit-portal-ticket').click()
  await page.getByTestId('page-portal-ticket-detail').waitFor()
  t.equal(await countTickets(portal), 1, 'the second is the same')
})

inBrowser(t, 'a reply survives a server that is away', async (t, portal) => {
  const page = await portal.open()
  await signIn(page, '/portal/tickets?status=open')
  await page.getByTestId('link-portal-ticket').first().click()
  await page.getByTestId('input-portal-comment').fill('Still broken.')
  await page.route('**/comments', (route) => route.abort('connectionrefused'))
  await page.getByTestId('btn-send-portal-comment').click()
  await page.getByTestId('notice-portal-error').waitFor()
  t.equal(await page.getByTestId('input-portal-comment').inputValue(), 'Still broken.')
  await page.unroute('**/comments')
  await page.reload()
  t.equal(await page.getByTestId('input-portal-comment').inputValue(), 'Still broken.')
  await page.getByTestId('btn-send-portal-comment').click()
  await page.getByTestId('card-portal-comments').getByText('Still broken.').waitFor()
})
