import { sql } from 'kysely'
import t from 'tap'
import { demoIds } from '../../src/demo/people.ts'
import { insertRows } from '../../src/demo/rows.ts'
import { inBrowser, signIn, until } from '../support/browser.ts'

const attack = 'window.attacked = true'

/** What agents' and customers' texts may try (OWASP, XSS Filter Evasion). */
const corpus = [
  `<script>${attack}</script>`,
  `<img src=x onerror="${attack}">`,
  `<svg onload="${attack}"></svg>`,
  `<iframe srcdoc="<script>parent.${attack}</script>"></iframe>`,
  `<details open ontoggle="${attack}">x</details>`,
  `<a href="javascript:${attack}">click</a>`,
  `[click](javascript:${attack})`,
  `[click](JaVaScRiPt:${attack})`,
  `[click](java\tscript:${attack})`,
  `[click](&#106;avascript:${attack})`,
  `[click](javascript&colon;${attack})`,
  `[click](data:text/html,<script>${attack}</script>)`,
  `[click](vbscript:msgbox)`,
  `![x](javascript:${attack})`,
  `![x](https://example.invalid/x.png "onerror=${attack}")`,
  `<javascript:${attack}>`,
  `[x]: javascript:${attack}\n\n[x]`,
  `\`\`\`html"><script>${attack}</script>\ncode\n\`\`\``,
  `# heading" onmouseover="${attack}`,
  `<style>@import 'javascript:${attack}'</style>`,
  `<form action="javascript:${attack}"><button>click</button></form>`,
  `{{constructor.constructor('${attack}')()}}`,
]

inBrowser(t, 'nothing that a text contains is executed', async (t, portal) => {
  const database = portal.itsm.admin
  const all = corpus.join('\n\n')
  const now = new Date().toISOString()
  const { rows } = await sql<{
    id: string
  }>`select id from tickets where customer_id = ${demoIds.acme} and status = 'open'`.execute(database.kysely)
  const id = rows[0]?.id ?? ''
  await sql`update tickets set title = ${corpus[1]}, description = ${all} where id = ${id}`.execute(database.kysely)
  await sql`update kb_articles set title = ${corpus[0]}, content = ${all}, category = ${corpus[2]},
    tags = ${JSON.stringify([corpus[1]])} where slug = 'vpn-setup-windows'`.execute(database.kysely)
  await sql`update users set display_name = ${corpus[1]} where id = ${demoIds.sabine}`.execute(database.kysely)
  await insertRows(
    database,
    'ticket_comments',
    corpus.map((content, position) => ({
      id: `attack-${position}`,
      tenant_id: demoIds.demoOrg,
      ticket_id: id,
      author_id: demoIds.sabine,
      content,
      is_internal: 0,
      source: 'agent',
      created_at: now,
    })),
  )

  const page = await portal.open()
  page.on('dialog', () => t.fail('a dialog opened'))
  await signIn(page)
  for (const [path, sign] of [
    ['/portal/tickets', 'row-portal-ticket'],
    [`/portal/tickets/${id}`, 'item-portal-comment'],
    ['/portal/kb', 'card-kb-article'],
    ['/portal/kb?q=script', 'page-portal-kb'],
    ['/portal/kb/vpn-setup-windows', 'card-portal-kb-article'],
  ] as const) {
    await page.goto(path)
    await page.getByTestId(sign).first().waitFor()
    for (const link of await page.getByText('click', { exact: true }).all())
      await link.click({ timeout: 1000 }).catch(() => {})
    t.equal(await page.evaluate('window.attacked'), undefined, path)
    t.same(
      await page.evaluate(`[...document.querySelectorAll('script, iframe, object, embed, [onerror], [onload], [ontoggle]')]
        .filter((element) => !element.src?.startsWith(location.origin)).map((element) => element.outerHTML)`),
      [],
      `${path}: no element that could`,
    )
    t.same(
      await page.evaluate(`[...document.querySelectorAll('a[href]')].map((link) => link.protocol)
        .filter((protocol) => !['http:', 'https:', 'mailto:', 'tel:'].includes(protocol))`),
      [],
      `${path}: no link that could`,
    )
  }

  await page.goto('/portal/tickets/new')
  await page.getByTestId('input-portal-ticket-description').fill(all)
  await page.getByRole('tab', { name: 'Preview' }).click()
  await page.getByTestId('input-portal-ticket-description-preview').locator('p').first().waitFor()
  t.equal(await page.evaluate('window.attacked'), undefined, 'the preview')
})

inBrowser(t, 'the policy that is shipped would stop what got through', async (t, portal) => {
  const page = await portal.open()
  const refused: string[] = []
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) refused.push(message.text())
  })
  await page.goto('/portal/login')
  await page.getByTestId('form-portal-login').waitFor()
  t.same(refused, [], 'the portal itself needs nothing that the policy refuses')
  await page.evaluate(`document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="${attack}">');
    document.body.append(Object.assign(document.createElement('script'), { textContent: '${attack}' }))`)
  await until(async () => refused.length > 0)
  t.equal(await page.evaluate('window.attacked'), undefined)
})
