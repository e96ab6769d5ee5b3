/** Tells screen readers what happened where nothing took the focus. */
export function announce(text: string): void {
  const region = document.getElementById('announcements')
  if (!region) return
  // The same text again is news too.
  region.textContent = region.textContent === text ? `${text}\u00a0` : text
}
