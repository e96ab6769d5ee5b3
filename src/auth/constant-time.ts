import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Waits until the next multiple of an interval since a request came in, so that the time of the answer does not tell
 * what was found (OWASP, Authentication: error messages). A random delay of up to half an interval follows, so that
 * people who tried together do not all try again together.
 *
 * @param startedAt when the request came in, by `performance.now()`
 * @param interval milliseconds
 */
export async function waitForConstantTime(startedAt: number, interval: number): Promise<void> {
  const elapsed = performance.now() - startedAt
  await sleep(Math.ceil(elapsed / interval) * interval - elapsed + (Math.random() * interval) / 2)
}
