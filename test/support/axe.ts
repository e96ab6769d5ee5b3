import axe from 'axe-core'
import type { Page } from 'playwright-core'
import type { Test } from 'tap'
import { phone, wide } from './looks.ts'

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Asserts that axe finds nothing on a page as it is now, and that the page fits its window. */
export async function assertAccessible(t: Test, page: Page, what: string): Promise<void> {
  t.same(await findingsOn(page), [], what)
  t.ok(await needsNoScrollingSideways(page), `${what} needs no scrolling sideways`)
}

/** What axe finds on a page as it is now: the rule, and where. */
export async function findingsOn(page: Page): Promise<string[]> {
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(axe.source)
  // In the middle of a transition, colours are none that anybody reads.
  await page.evaluate(`Promise.allSettled(document.getAnimations()
    .filter((animation) => animation.effect.getComputedTiming().endTime < Infinity)
    .map((animation) => animation.finished))`)
  const options = { runOnly: rules, resultTypes: ['violations'] }
  const { violations } = await page.evaluate<axe.AxeResults>(`axe.run(${JSON.stringify(options)})`)
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)
}

/** Whether everything fits into the width of the window, also where it is as narrow or as wide as windows come. */
export async function needsNoScrollingSideways(page: Page): Promise<boolean> {
  // A window of another size has its layout some frames later. A page that does not fit stays so.
  const fits = () =>
    page.evaluate<boolean>(`(async () => {
      for (let frame = 0; frame < 30; frame++) {
        await new Promise(requestAnimationFrame)
        if (document.documentElement.scrollWidth <= window.innerWidth) return true
      }
      return false
    })()`)
  const now = page.viewportSize() ?? wide
  const isFitting = [await fits()]
  for (const size of [wide, phone].filter(({ width }) => width !== now.width)) {
    await page.setViewportSize(size)
    isFitting.push(await fits())
  }
  await page.setViewportSize(now)
  return isFitting.every(Boolean)
}
