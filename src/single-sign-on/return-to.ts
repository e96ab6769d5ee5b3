/** Any origin does: it only serves to see whether an address leaves it. */
const origin = 'https://portal.invalid'

/**
 * The address to show after signing in, within this very host.
 *
 * @param returnTo a page of the portal, such as `/tickets?page=2`
 * @returns it as a path under `/portal`; null where a browser would end up anywhere else
 */
export function portalPage(returnTo: string): string | null {
  // Browsers take a backslash for a slash, and leave control characters out.
  if (!/^\/(?![/\\])[^\\\p{Cc}\s]*$/u.test(returnTo)) return null
  const given = `${origin}/portal${returnTo}`
  if (!URL.canParse(given)) return null
  const { origin: target, pathname, search, hash } = new URL(given)
  const isOurs = target === origin && pathname.startsWith('/portal/') && !pathname.includes('//')
  return isOurs ? `${pathname}${search}${hash}` : null
}
