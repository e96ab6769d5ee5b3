import { setTimeout as sleep } from 'node:timers/promises'

/** Milliseconds between the points in time from which on answers are given. */
const interval = 500

/** Milliseconds, at the most, from such a point to the answer. */
const spread = 250

/**
 * Waits until the next multiple of some hundred milliseconds since a request came in, so that the time of the answer
 * tells nothing of what was found (OWASP, Authentication: error messages); and then for a moment by chance, so that
 * people who tried together do not all try again together.
 *
 * @param began when it came in, by `performance.now()`
 */
export async function evenTime(began: number): Promise<void> {
  const elapsed = performance.now() - began
  await sleep(Math.ceil(elapsed / interval) * interval - elapsed + Math.random() * spread)
}
