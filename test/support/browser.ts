import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import file, { type Test } from 'tap'
import { demoLogin } from '../../src/demo/people.ts'
import { startPortal, type TestPortal, type TestPortalOptions } from './portal.ts'

/** Debian's Chromium, rather the one without windows: it opens a page in half the time. */
export const executable = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].find(existsSync) ?? ''
/** Why tests in a browser are skipped here, if they are. */
export const skipInBrowser =
  executable === '' && 'no Chromium on this machine (Debian: apt-get install chromium-headless-shell)'

/** It runs without a sandbox of its own (tests run as root in CI) and talks to nobody but the portal. */
export const chromiumArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A portal that listens, and a browser that looks at it. */
export interface BrowserPortal extends TestPortal {
  /** Where it listens, without a slash at the end. */
  origin: string
  /** Opens a page in a context of its own, that is, signed out. */
  open(options?: BrowserContextOptions): Promise<Page>
}

/** Runs a test in Chromium against the portal on the embedded database; says so where there is no Chromium. */
export function inBrowser(
  t: Test,
  name: string,
  test: (t: Test, portal: BrowserPortal) => Promise<void>,
  options: TestPortalOptions = {},
): void {
  t.test(name, { skip: skipInBrowser }, async (subtest) => test(subtest, await startBrowserPortal(subtest, options)))
}

/** Starts a portal that listens on the loopback address, with a browser. */
export async function startBrowserPortal(
  t: Test,
  { port = 0, ...options }: TestPortalOptions & { port?: number } = {},
): Promise<BrowserPortal> {
  const portal = await startPortal(t, 'sqlite', options)
  const browser = await startBrowser()
  const contexts: BrowserContext[] = []
  // Before the portal, which waits for its connections.
  t.teardown(() => Promise.all(contexts.map((context) => context.close())))
  // Chromium takes Secure cookies from the machine itself without TLS.
  const origin = await portal.app.listen({ host: '127.0.0.1', port })
  return {
    ...portal,
    origin,
    open: async (contextOptions = {}) => {
      const context = await browser.newContext({ locale: 'en-GB', baseURL: origin, ...contextOptions })
      contexts.push(context)
      return context.newPage()
    },
  }
}

let launched: Promise<Browser> | undefined

/** The browser of all tests of a file; it ends with them. Nothing passes from one context in it to another. */
function startBrowser(): Promise<Browser> {
  if (!launched) {
    launched = chromium.launch({ executablePath: executable, args: chromiumArguments })
    file.teardown(async () => (await launched)?.close())
  }
  return launched
}

/** Waits until something is so. Asked from outside, since the policy of the pages refuses scripts made of text. */
export async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await sleep(50)
}

/** Signs the first demo user in, without the form, and opens a page. The form is what test/web/sign-in.test.ts is about. */
export async function signIn(page: Page, path = '/portal/tickets'): Promise<void> {
  const browser = await page.evaluate<Record<string, string>>(
    '({ "user-agent": navigator.userAgent, "accept-language": navigator.language })',
  )
  const answer = await page.request.post('/api/v1/portal/auth/session', {
    headers: { ...browser, 'sec-fetch-site': 'same-origin' },
    data: demoLogin,
  })
  if (!answer.ok()) throw new Error(`sign-in failed: ${await answer.text()}`)
  await page.goto(path)
}

/** Fills in the credentials of the first demo user, or another password. */
export async function fillSignIn(page: Page, password: string = demoLogin.password): Promise<void> {
  await page.getByTestId('input-portal-tenant').fill(demoLogin.tenantSlug)
  await page.getByTestId('input-portal-email').fill(demoLogin.email)
  await page.getByTestId('input-portal-password').fill(password)
}
