import { readFile } from 'node:fs/promises'
import type { BrowserContextOptions, Page } from 'playwright-core'
import t from 'tap'
import { demoIds } from '../../src/demo/people.ts'
import { agentToken } from '../support/agents.ts'
import { assertAccessible, findingsOn, needsNoScrollingSideways } from '../support/axe.ts'
import { type BrowserPortal, inBrowser, signIn, until } from '../support/browser.ts'
import { focused, tabTo } from '../support/keyboard.ts'
import { looks, phoneGerman, wideEnglish, withLimit } from '../support/looks.ts'
import { withMail } from '../support/password-links.ts'
import { api } from '../support/portal.ts'

/** Opens a page as an agent who is signed in to the ITSM, which keeps its cookie for /api. */
async function openAsAgent(portal: BrowserPortal, options: BrowserContextOptions, claims = {}): Promise<Page> {
  const page = await portal.open(options)
  await setToken(page, portal, agentToken(claims))
  return page
}

async function setToken(page: Page, { origin }: BrowserPortal, value: string): Promise<void> {
  const cookie = { name: 'opsweave_token', value, domain: new URL(origin).hostname, path: '/api', httpOnly: true }
  await page.context().addCookies([{ ...cookie, sameSite: 'Lax' }])
}

const rows = (page: Page) => page.getByTestId('row-portal-admin-user')

inBrowser(t, 'inviting somebody: the form, the link, the user', async (t, portal) => {
  const { options, says } = phoneGerman
  const page = await openAsAgent(portal, options)
  await page.goto('/portal/admin')
  await rows(page).first().waitFor()
  t.equal(await rows(page).count(), 3)
  await page.getByTestId('link-portal-admin-invite').click()
  await page.getByRole('heading', { level: 1, name: says.administration.inviteTitle }).waitFor()
  await page.getByTestId('btn-portal-admin-invite').click()
  t.equal(await focused(page), 'input-portal-admin-email', 'what is missing gets the focus')
  await page.getByText(says.administration.required).first().waitFor()
  await page.keyboard.type('KATHARINA')
  await page.getByText(says.administration.noEmail).waitFor()
  await page.getByTestId('input-portal-admin-email').fill('Portal@acme.example.com')
  await tabTo(page, 'input-portal-admin-displayName')
  await page.keyboard.type('Anna Berg')
  await page.getByTestId('select-portal-admin-customer').selectOption({ label: 'ACME Manufacturing GmbH' })
  await page.getByTestId('btn-portal-admin-invite').click()
  await page.getByText(says.errors.EMAIL_TAKEN).waitFor()
  await page.getByTestId('input-portal-admin-email').fill('anna.berg@acme.example.com')
  t.ok(await needsNoScrollingSideways(page))
  await page.getByTestId('btn-portal-admin-invite').click()
  const link = await page.getByTestId('text-portal-link').innerText()
  t.match(link, /^https:\/\/desk\.example\.com\/portal\/password#[\w-]{43}$/)
  t.ok(await needsNoScrollingSideways(page))
  await page.getByTestId('link-portal-admin-created').click()
  await page.getByRole('heading', { level: 1, name: 'Anna Berg' }).waitFor()
  t.equal(await page.getByTestId('text-portal-user-status').innerText(), says.administration.statuses.invited)

  const hers = await portal.open(options)
  await hers.goto(new URL(link).pathname + new URL(link).hash)
  await hers.getByTestId('input-portal-new-password').fill('wobbly lantern orchard seven')
  await hers.keyboard.press('Enter')
  await hers.getByTestId('page-portal-login').waitFor()
  await t.resolves(portal.signIn('anna.berg@acme.example.com', 'demo-org', 'wobbly lantern orchard seven'))
})

inBrowser(t, 'search, disabling after a question, enabling, changing', async (t, portal) => {
  const { options, says } = wideEnglish
  const token = await portal.signIn()
  const page = await openAsAgent(portal, options)
  await page.goto('/portal/admin')
  await page.getByTestId('input-portal-admin-search').fill('globex')
  await until(async () => (await rows(page).count()) === 1)
  await page.goto('/portal/admin?q=katharina')
  await rows(page).getByRole('link').click()
  await page.getByRole('heading', { level: 1, name: 'Katharina Lindner' }).waitFor()
  await page.getByTestId('btn-portal-admin-disable').click()
  await page.getByTestId('btn-portal-dialog-cancel').click()
  t.equal((await portal.request(token, { url: `${api}/auth/me` })).statusCode, 200)
  await page.getByTestId('btn-portal-admin-disable').click()
  await page.getByTestId('btn-portal-dialog-confirm').click()
  await page.getByTestId('btn-portal-admin-enable').waitFor()
  t.equal(await page.getByTestId('notice-portal-admin-done').innerText(), says.administration.done.disable)
  t.equal((await portal.request(token, { url: `${api}/auth/me` })).statusCode, 401)
  t.equal(await page.getByTestId('btn-portal-admin-sendLink').count(), 0, 'who is disabled gets no link')
  await page.getByTestId('btn-portal-admin-enable').click()
  await page.getByTestId('btn-portal-admin-disable').waitFor()

  const name = page.getByTestId('input-portal-admin-displayName')
  t.equal(await page.getByTestId('btn-portal-admin-change').getAttribute('aria-disabled'), 'true')
  await name.fill('Katharina L.')
  await page.getByTestId('select-portal-admin-customer').selectOption({ label: 'Globex Logistics AG' })
  await page.getByText(says.administration.moveHint).waitFor()
  t.ok(await needsNoScrollingSideways(page))
  await page.getByTestId('btn-portal-admin-change').click()
  await page.getByRole('heading', { level: 1, name: 'Katharina L.' }).waitFor()
  t.equal(await page.getByTestId('notice-portal-admin-done').innerText(), says.administration.changed)
  await page.getByTestId('link-portal-admin-back').click()
  await page.getByTestId('chip-portal-admin-status-disabled').click()
  await page.getByTestId('state-portal-admin-no-users').waitFor()
})

inBrowser(t, 'an import: first what each row comes to, then all of it', async (t, portal) => {
  const { options, says } = phoneGerman
  const page = await openAsAgent(portal, options)
  await page.goto('/portal/admin/import')
  const file = page.getByTestId('input-portal-admin-file')
  const choose = (text: string, encoding: BufferEncoding = 'utf8') =>
    file.setInputFiles({ name: 'users.csv', mimeType: 'text/csv', buffer: Buffer.from(text, encoding) })
  const head = 'email;displayName;customer\n'
  const imported = page.getByTestId('row-portal-admin-import')
  await choose(' \n')
  await page.getByText(says.administration.fileEmpty).waitFor()
  await choose('name;mail\nx;y\n')
  await page.getByText(withLimit(says.errors.IMPORT_UNREADABLE, 1000, phoneGerman)).waitFor()
  const reason = page.getByTestId('text-portal-admin-unreadable')
  t.match(await reason.innerText(), /it also names name, mail/)
  await choose(`${head}a@acme.example.com;A;ACME\nb@acme.example.com;B\n`)
  await until(async () => (await reason.innerText()).includes('line 3 has 2'))
  await choose(`${head}nobody;Nobody;Nowhere\njörg@acme.example.com;Jörg;ACME Manufacturing GmbH\n`)
  await imported.nth(1).waitFor()
  t.match(await imported.first().innerText(), says.administration.problems.CUSTOMER_UNKNOWN)
  t.equal(await page.getByTestId('btn-portal-admin-import').getAttribute('aria-disabled'), 'true')
  t.ok(await needsNoScrollingSideways(page))
  // As a spreadsheet on Windows writes it.
  await choose(`${head}joerg@acme.example.com;J\u00f6rg;ACME Manufacturing GmbH\n`, 'latin1')
  await until(async () => (await imported.count()) === 1)
  t.match(await imported.innerText(), 'Jörg')
  await page.getByTestId('btn-portal-admin-import').click()
  await page.getByTestId('list-portal-admin-links').getByText('joerg@acme.example.com').waitFor()
  t.match(await page.getByTestId('list-portal-admin-links').innerText(), /#[\w-]{43}/)
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.getByTestId('btn-portal-copy-links').click()
  await page.getByTestId('btn-portal-copy-links').getByText(says.copy.copied).waitFor()
  t.match(await page.evaluate('navigator.clipboard.readText()'), /^joerg@acme\.example\.com https:\S+#[\w-]{43}\n$/)
  t.match(await imported.innerText(), says.administration.created)
  t.ok(await needsNoScrollingSideways(page))
})

inBrowser(
  t,
  'with a mail server, invitations are resent by mail',
  async (t, portal) => {
    const page = await openAsAgent(portal, {})
    await page.goto(`/portal/admin/users/${demoIds.mehmet}`)
    await page.getByTestId('btn-portal-admin-sendLink').click()
    t.match(await page.getByTestId('notice-portal-link-mailed').innerText(), 'mehmet.yildiz@acme.example.com')
    t.equal(await page.getByTestId('text-portal-link').count(), 0)
  },
  { environment: withMail },
)

inBrowser(t, 'the export is a file of all users', async (t, portal) => {
  const page = await openAsAgent(portal, {})
  await page.goto('/portal/admin')
  const started = page.waitForEvent('download')
  await page.getByTestId('link-portal-admin-export').click()
  const download = await started
  t.equal(download.suggestedFilename(), 'portal-users.csv')
  t.equal((await readFile(await download.path(), 'utf8')).trim().split('\r\n').length, 4)
})

inBrowser(t, 'who may not administer is told why, and comes in once that is mended', async (t, portal) => {
  const page = await portal.open()
  await signIn(page, '/portal/admin')
  await page.getByTestId('state-portal-admin-signedOut').waitFor()
  t.equal(await page.getByRole('link', { name: 'Go to the ITSM' }).getAttribute('href'), '/')
  await setToken(page, portal, agentToken({ sub: demoIds.amara }))
  await page.getByTestId('btn-portal-admin-retry').click()
  await page.getByTestId('state-portal-admin-notAdministrator').waitFor()
  await setToken(page, portal, agentToken({ sub: demoIds.tomasz }))
  await page.getByTestId('btn-portal-admin-retry').click()
  await rows(page).first().waitFor()
  await page.context().clearCookies({ name: 'opsweave_token' })
  await page.getByTestId('input-portal-admin-search').fill('anybody')
  await page.getByTestId('state-portal-admin-signedOut').waitFor()
  await page.goto('/portal/tickets')
  await page.getByTestId('row-portal-ticket').first().waitFor()
})

inBrowser(t, 'one organisation sees nothing of another', async (t, portal) => {
  const page = await openAsAgent(portal, {}, { sub: demoIds.lena, activeTenantId: demoIds.nordwind })
  await page.goto('/portal/admin')
  await rows(page).first().waitFor()
  t.match(await rows(page).allInnerTexts(), [/Henrik Claasen/])
  await page.goto(`/portal/admin/users/${demoIds.katharina}`)
  await page.getByTestId('state-portal-admin-unknown-user').waitFor()
})

inBrowser(
  t,
  'where it is not switched on, the page says so',
  async (t, portal) => {
    const page = await openAsAgent(portal, {})
    await page.goto('/portal/admin')
    await page.getByTestId('state-portal-admin-switchedOff').waitFor()
    t.pass('it says so')
  },
  { environment: { PORTAL_ADMIN: 'false' } },
)

for (const { name, options } of looks)
  inBrowser(t, `axe finds nothing in the administration: ${name}`, async (t, portal) => {
    const page = await openAsAgent(portal, { ...options, reducedMotion: 'reduce' })
    for (const [path, sign] of [
      ['/portal/admin', 'row-portal-admin-user'],
      ['/portal/admin?q=nobody', 'state-portal-admin-no-users'],
      ['/portal/admin/invite', 'form-portal-admin-invite'],
      ['/portal/admin/import', 'form-portal-admin-import'],
      [`/portal/admin/users/${demoIds.katharina}`, 'form-portal-admin-change'],
    ] as const) {
      await page.goto(path)
      await page.getByTestId(sign).first().waitFor()
      await assertAccessible(t, page, path)
    }
    await page.getByTestId('btn-portal-admin-sendLink').click()
    await page.getByTestId('notice-portal-link-made').waitFor()
    t.same(await findingsOn(page), [], 'a link')
    await page.getByTestId('btn-portal-admin-disable').click()
    t.same(await findingsOn(page), [], 'the question')
  })
