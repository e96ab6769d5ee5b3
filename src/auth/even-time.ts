import { setTimeout as sleep } from 'node:timers/promises'

/** Milliseconds between the points in time at which answers are given. */
const interval = 500

/**
 * Waits until the next multiple of some hundred milliseconds since a request came in, so that the time of the answer
 * tells nothing of what was found (OWASP, Authentication: error messages).
 *
 * @param began when it came in, by `performance.now()`
 */
export async function evenTime(began: number): Promise<void> {
  const elapsed = performance.now() - began
  await sleep(Math.ceil(elapsed / interval) * interval - elapsed)
}
