import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Waits until the next multiple of an interval since the request came in, so that the response time does not reveal what
 * was found (OWASP, Authentication: error messages). A random delay of up to half an interval follows, so that clients
 * whose requests came together do not all repeat them together.
 *
 * @param startedAt when the request came in, by `performance.now()`
 * @param interval milliseconds
 */
export async function waitForConstantTime(startedAt: number, interval: number): Promise<void> {
  const elapsed = performance.now() - startedAt
  await sleep(Math.ceil(elapsed / interval) * interval - elapsed + (Math.random() * interval) / 2)
}
