import type { Page } from 'playwright-core'

/** Goes on with Tab until the element that has the focus carries a test id. @throws after a whole round */
export async function tabTo(page: Page, testId: string): Promise<void> {
  for (let count = 0; count < 80; count++) {
    await page.keyboard.press('Tab')
    if ((await focused(page)) === testId) return
  }
  throw new Error(`${testId} cannot be reached by keyboard`)
}

/** The test id of what has the focus. */
export function focused(page: Page): Promise<string | undefined> {
  return page.evaluate('document.activeElement?.dataset.testid')
}
