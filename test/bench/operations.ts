import { readArticleSlug } from './article-rows.ts'
import { type Login, loginOf, smallUser } from './people.ts'
import type { PortalProcess } from './portal-process.ts'

/** A request whose throughput is measured. */
export interface Operation {
  name: string
  /** Below the API's prefix. */
  path: string
  login: Login
}

/** What people do most, as a user of a customer with a hundred tickets. */
export async function chooseOperations(portal: PortalProcess): Promise<Operation[]> {
  const login = loginOf(smallUser)
  const answer = await fetch(portal.addressOf('/tickets'), { headers: await portal.signIn(login) })
  const { data } = (await answer.json()) as { data: { id: string }[] }
  return [
    { name: 'ticket list', path: '/tickets', login },
    { name: 'ticket detail', path: `/tickets/${data[0]?.id}`, login },
    { name: 'knowledge-base search', path: '/kb?q=vpn+setup', login },
    { name: 'article', path: `/kb/${readArticleSlug}`, login },
  ]
}
