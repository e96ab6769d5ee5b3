/** Milliseconds within which a second reload would not help either. */
const minimumInterval = 10_000
const storageKey = 'portal.reloadedAt'

/** A new version was deployed and the files of this one are gone: loads the page anew. What was typed is kept as a draft. */
export function reloadWhenOutdated(): void {
  window.addEventListener('vite:preloadError', (event) => {
    const reloadedAt = Number(sessionStorage.getItem(storageKey) ?? 0)
    if (Date.now() - reloadedAt < minimumInterval) return
    event.preventDefault()
    sessionStorage.setItem(storageKey, String(Date.now()))
    window.location.reload()
  })
}
