const base = '/portal'

interface Place {
  pathname: string
  search: string
  hash: string
}

/** The sign-in page, with the page to come back to. */
export function loginPath({ pathname, search, hash }: Place): string {
  const here = `${base}${pathname}${search}${hash}`
  return pathname === '/' ? '/login' : `/login?returnTo=${encodeURIComponent(here)}`
}

/** The page to show after signing in; only ever one of the portal, wherever the address came from. */
export function pageAfterLogin(returnTo: string | null): string {
  const fallback = '/tickets'
  if (!returnTo) return fallback
  const { origin } = window.location
  if (!URL.canParse(returnTo, origin)) return fallback
  const { origin: target, pathname, search, hash } = new URL(returnTo, origin)
  const page = pathname.slice(base.length)
  const isOurs = target === origin && pathname.startsWith(`${base}/`) && !page.startsWith('//')
  return isOurs && page !== '/login' ? `${page}${search}${hash}` : fallback
}
