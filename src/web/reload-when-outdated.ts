import { isPageServed } from './page-served.ts'

/** Milliseconds within which a second reload would not help either. */
const minimumInterval = 10_000
const storageKey = 'portal.reloadedAt'

/**
 * A file of the portal could not be loaded. Where the server answers, a new version was deployed and the files of this
 * one are gone: loads the page anew. What was typed is kept as a draft. Where it does not, the page says so (BrokenPage).
 */
export function reloadWhenOutdated(): void {
  window.addEventListener('vite:preloadError', async () => {
    const reloadedAt = Number(sessionStorage.getItem(storageKey) ?? 0)
    if (Date.now() - reloadedAt < minimumInterval || !(await isPageServed())) return
    sessionStorage.setItem(storageKey, String(Date.now()))
    window.location.reload()
  })
}
