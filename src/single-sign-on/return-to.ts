/** A placeholder for the portal's origin. An address that leaves it is refused. */
const origin = 'https://portal.invalid'

/**
 * The page to show after signing in. It must belong to the portal.
 *
 * @param returnTo a page of the portal, such as `/tickets?page=2`
 * @returns its path under `/portal`; null if a browser would leave the portal
 */
export function portalPage(returnTo: string): string | null {
  // Browsers read a backslash as a slash, and ignore control characters.
  if (!/^\/(?![/\\])[^\\\p{Cc}\s]*$/u.test(returnTo)) return null
  const given = `${origin}/portal${returnTo}`
  if (!URL.canParse(given)) return null
  const { origin: target, pathname, search, hash } = new URL(given)
  const isOurs = target === origin && pathname.startsWith('/portal/') && !pathname.includes('//')
  return isOurs ? `${pathname}${search}${hash}` : null
}
