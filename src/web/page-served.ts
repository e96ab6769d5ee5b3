/** Milliseconds after which an answer is no longer waited for. */
const timeout = 5_000

/** Whether the page itself would come if it were loaded anew: where not, the browser would show an error of its own. */
export async function isPageServed(): Promise<boolean> {
  try {
    const request = { method: 'HEAD', cache: 'no-store', signal: AbortSignal.timeout(timeout) } as const
    return (await fetch('/portal/', request)).ok
  } catch {
    return false
  }
}
