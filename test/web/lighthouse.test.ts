import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import lighthouse, { desktopConfig } from 'lighthouse'
import { chromium } from 'playwright-core'
import t from 'tap'
import { chromiumArguments, executable, signIn, skipInBrowser as skip } from '../support/browser.ts'
import { freePort } from '../support/database-server.ts'
import { startPortal } from '../support/portal.ts'

t.test('Lighthouse has nothing to say on accessibility and best practices', { skip }, async (t) => {
  const portal = await startPortal(t, 'sqlite')
  const origin = await portal.app.listen({ host: '127.0.0.1', port: 0 })
  const folder = mkdtempSync(join(tmpdir(), 'customer-portal-lighthouse-'))
  const port = await freePort()
  // Lighthouse opens a tab of its own in this very browser, so that it is signed in.
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: executable,
    args: [...chromiumArguments, `--remote-debugging-port=${port}`],
    baseURL: origin,
  })
  t.teardown(async () => {
    await context.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const audit = async (path: string) => {
    const result = await lighthouse(
      `${origin}${path}`,
      { port, disableStorageReset: true, logLevel: 'silent', onlyCategories: ['accessibility', 'best-practices'] },
      desktopConfig,
    )
    const { categories = {}, audits = {} } = result?.lhr ?? {}
    const score = (category: string) => Math.round((categories[category]?.score ?? 0) * 100)
    const failed = ['accessibility', 'best-practices'].flatMap((category) =>
      (categories[category]?.auditRefs ?? [])
        .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1)
        .map(({ id }) => id),
    )
    t.equal(score('accessibility'), 100, `${path}: accessibility (${failed})`)
    t.equal(score('best-practices'), 100, `${path}: best practices (${failed})`)
  }
  await audit('/portal/login')
  await signIn(await context.newPage())
  await audit('/portal/tickets')
  await audit('/portal/kb/vpn-setup-windows')
})
