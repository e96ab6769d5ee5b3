import { setTimeout as sleep } from 'node:timers/promises'

/** Milliseconds. Answers are given at multiples of this time after the request came in. */
const interval = 500

/** Milliseconds. The longest random delay that is added to such a multiple. */
const jitter = 250

/**
 * Waits until the next multiple of {@link interval} since a request came in, so that the time of the answer does not
 * tell what was found (OWASP, Authentication: error messages). A random delay follows, so that people who tried together
 * do not all try again together.
 *
 * @param startedAt when the request came in, by `performance.now()`
 */
export async function waitForConstantTime(startedAt: number): Promise<void> {
  const elapsed = performance.now() - startedAt
  await sleep(Math.ceil(elapsed / interval) * interval - elapsed + Math.random() * jitter)
}
