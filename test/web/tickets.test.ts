import type { Locator } from 'playwright-core'
import t from 'tap'
import { inBrowser, signIn, until } from '../support/browser.ts'

/** The number on a chip, which comes a little later than the chip. */
async function countOn(chip: Locator): Promise<number> {
  return Number((await chip.locator('.chip-count').innerText()).replace(/\D/g, ''))
}

inBrowser(t, 'a customer opens a ticket and comments on it', async (t, portal) => {
  const page = await portal.open()
  await signIn(page)
  await page.getByTestId('btn-create-portal-ticket').click()
  await page.getByTestId('input-portal-ticket-title').fill('The label printer prints blanks')
  await page.getByTestId('input-portal-ticket-description').fill('Since **this morning**, on every roll.')
  await page.getByRole('tab', { name: 'Preview' }).click()
  await page.getByTestId('input-portal-ticket-description-preview').locator('strong').waitFor()
  await page.getByRole('tab', { name: 'Write' }).click()
  await page.getByTestId('btn-submit-portal-ticket').click()

  await page.getByTestId('page-portal-ticket-detail').waitFor()
  await page.getByRole('heading', { level: 1, name: 'The label printer prints blanks' }).waitFor()
  await page.getByTestId('card-portal-ticket-description').locator('strong', { hasText: 'this morning' }).waitFor()
  const number = await page.getByTestId('text-portal-ticket-number').first().innerText()
  t.match(number, /^INC-\d{4}-\d{5}$/)
  const notice = page.getByRole('status').getByText(`Ticket ${number} has been sent.`)
  await notice.waitFor()

  await page.getByTestId('input-portal-comment').fill('It is *worse* now.')
  await page.getByRole('tab', { name: 'Preview' }).click()
  await page.getByTestId('btn-send-portal-comment').click()
  await page.getByTestId('card-portal-comments').locator('em', { hasText: 'worse' }).waitFor()
  t.equal(await page.getByTestId('input-portal-comment').inputValue(), '')
  t.ok(await page.getByTestId('input-portal-comment').isVisible(), 'the next reply can be written')
  t.ok(await notice.isVisible())
  await page.reload()
  await page.getByTestId('card-portal-comments').waitFor()
  t.equal(await notice.count(), 0, 'it is told once')
})

inBrowser(t, 'the list is filtered, searched, sorted and paged through its address', async (t, portal) => {
  const page = await portal.open()
  await signIn(page)
  const rows = page.getByTestId('row-portal-ticket')
  await rows.first().waitFor()

  const chip = page.getByTestId('chip-portal-status-open')
  const count = await countOn(chip)
  await chip.click()
  await page.waitForURL(/status=open/)
  await until(async () => (await rows.count()) === count)
  t.equal(await rows.count(), count, 'as many as the filter said')

  await page.getByTestId('btn-portal-sort-priority').click()
  await page.waitForURL(/sort=priority/)
  await page.goBack()
  t.notMatch(page.url(), /sort=priority/, 'the back button takes it back')
  t.match(page.url(), /status=open/)

  await page.goto('/portal/tickets')
  await page.getByTestId('input-portal-ticket-search').fill('VPN')
  await page.waitForURL(/q=VPN/)
  await until(async () => (await rows.allTextContents()).every((text) => /vpn/i.test(text)))
  await page.reload()
  t.equal(await page.getByTestId('input-portal-ticket-search').inputValue(), 'VPN', 'and it can be bookmarked')

  await page.goto('/portal/tickets')
  await page.getByTestId('link-portal-next-page').click()
  await page.waitForURL(/page=2/)
  await until(async () => (await rows.count()) < 25)

  await page.goto('/portal/tickets?q=nothing-is-called-this')
  await page.getByTestId('state-portal-no-match').waitFor()
  await page.getByTestId('btn-portal-reset-filters').first().click()
  await rows.first().waitFor()
})

inBrowser(
  t,
  'words in the address that are no state are ignored; states that only the ITSM knows are not',
  async (t, portal) => {
    await portal.itsm.admin.kysely
      .updateTable('tickets')
      .set({ status: 'with_vendor' })
      .where('title', 'like', '%VPN%')
      .execute()
    const page = await portal.open()
    await signIn(page, '/portal/tickets?status=bogus')
    await page.getByTestId('row-portal-ticket').first().waitFor()
    t.equal(await page.getByTestId('chip-portal-status-bogus').count(), 0)
    t.equal(await page.getByTestId('chip-portal-status-all').getAttribute('aria-pressed'), 'true')

    await page.goto('/portal/tickets?status=with_vendor&status=bogus')
    const chip = page.getByTestId('chip-portal-status-with_vendor')
    await until(async () => (await chip.getAttribute('aria-pressed')) === 'true')
    const count = await countOn(chip)
    t.ok(count > 0)
    await until(async () => (await page.getByTestId('row-portal-ticket').count()) === count)
    await page.getByTestId('input-portal-ticket-search').fill('printer')
    await page.waitForURL(/q=printer/)
    await page.getByTestId('state-portal-no-match').waitFor()
    t.equal(await chip.getAttribute('aria-pressed'), 'true', 'it stays chosen where nothing is in it')
  },
)

inBrowser(t, 'a reply of the service desk appears by itself; notes of the agents do not', async (t, portal) => {
  const page = await portal.open()
  await signIn(page, '/portal/tickets?status=open')
  await page.getByTestId('link-portal-ticket').first().click()
  await page.getByTestId('card-portal-comments').waitFor()
  const id = page.url().split('/').at(-1)
  const { insertRows } = await import('../../src/demo/rows.ts')
  const { demoIds } = await import('../../src/demo/people.ts')
  const comment = (content: string, isInternal: number, createdAt = new Date()) => ({
    id: content,
    tenant_id: demoIds.demoOrg,
    ticket_id: id ?? '',
    author_id: demoIds.sabine,
    content,
    is_internal: isInternal,
    source: 'agent',
    created_at: createdAt.toISOString(),
  })
  await insertRows(portal.itsm.admin, 'ticket_comments', [
    comment('We are on it', 0),
    comment('Customer is impatient', 1),
    comment('We know of it', 0, new Date('2024-03-01T12:34:00Z')),
  ])
  const fresh = page.getByTestId('item-portal-comment').filter({ hasText: 'We are on it' })
  await fresh.waitFor({ timeout: 60_000 })
  t.match(await fresh.locator('time').innerText(), /^(now|1 minute ago)$/)
  await fresh.getByTestId('btn-portal-time').focus()
  await page.keyboard.press('Enter')
  t.match(await fresh.locator('time').innerText(), /\d{4}, \d\d:\d\d$/, 'the exact time is one key away')
  t.equal(await page.getByText('Customer is impatient').count(), 0)
  const old = page.getByTestId('item-portal-comment').filter({ hasText: 'We know of it' })
  t.match(await old.locator('time').innerText(), /2024, \d\d:34$/, 'an old one with its time')
})

inBrowser(t, 'a closed ticket says why it takes no answer', async (t, portal) => {
  const page = await portal.open()
  await signIn(page, '/portal/tickets?status=closed')
  await page.getByTestId('link-portal-ticket').first().click()
  await page.getByTestId('notice-portal-ticket-closed').waitFor()
  t.equal(await page.getByTestId('form-portal-comment').count(), 0)
  await page.getByTestId('btn-portal-follow-up').click()
  t.match(
    await page.getByTestId('input-portal-ticket-description').inputValue(),
    /-\d{4}-\d{5}/,
    'but helps with a new one',
  )
})

inBrowser(t, 'articles that may help are offered while the title is typed', async (t, portal) => {
  const page = await portal.open()
  await signIn(page, '/portal/tickets/new')
  await page.getByTestId('input-portal-ticket-title').pressSequentially('VPN on Windows')
  await page.getByTestId('link-portal-suggestion').first().waitFor()
  t.match(await page.getByTestId('list-portal-suggestions').innerText(), 'Set up the VPN on Windows')
})

inBrowser(t, 'how much of a reply is left is counted, and how much is too much', async (t, portal) => {
  const page = await portal.open()
  await signIn(page, '/portal/tickets?status=open')
  await page.getByTestId('link-portal-ticket').first().click()
  const text = page.getByTestId('input-portal-comment')
  await text.fill('x'.repeat(49_999))
  await page.getByText('1 character left').waitFor()
  await text.fill('x'.repeat(50_050))
  await page.getByText('50 characters too many').waitFor()
  await page.getByTestId('btn-send-portal-comment').click()
  await page.getByText('The reply can have at most 50,000 characters.').waitFor()
  t.equal(await page.getByTestId('item-portal-comment').filter({ hasText: 'xxx' }).count(), 0)
})

inBrowser(t, 'keys are named only where there is a keyboard', async (t, portal) => {
  for (const hasTouch of [false, true]) {
    const page = await portal.open({ hasTouch, isMobile: hasTouch })
    await signIn(page, '/portal/tickets?status=open')
    await page.getByTestId('link-portal-ticket').first().click()
    await page.getByTestId('form-portal-comment').waitFor()
    t.equal(await page.getByText('Press Ctrl + Enter to send.').isVisible(), !hasTouch, hasTouch ? 'a phone' : 'a desk')
  }
})
