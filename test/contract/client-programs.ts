/** What a front end does with a client that was made of the document: every answer is read by its members. */
export const frontEnd = `
import { client } from './client/client.gen.ts'
import * as portal from './client/sdk.gen.ts'
import type { NewTicket, TicketDetail } from './client/types.gen.ts'

const [baseUrl = '', tenantSlug = '', email = '', password = ''] = process.argv.slice(2)
client.setConfig({ baseUrl })

const refused = await portal.getProfile()
const refusedCode = refused.error?.error.code

const session = await portal.login({ body: { tenantSlug, email, password } })
if (!session.data) throw new Error(session.error.error.message)
const token: string = session.data.data.token
client.setConfig({ auth: token })

const body: NewTicket = {
  ticketType: 'incident',
  title: 'Typed',
  description: 'By **a client**.',
  priority: 'high',
}
const created = await portal.createTicket({ body })
if (!created.data) throw new Error(created.error.error.code)
const ticket: TicketDetail = created.data.data

const path = { id: ticket.id }
const headers = { 'idempotency-key': crypto.randomUUID() }
const comment = await portal.addComment({ path, headers, body: { content: 'And a comment.' } })
if (!comment.data) throw new Error(comment.error.error.code)

const list = await portal.listTickets({ query: { status: ['open', 'pending'], sort: 'createdAt', limit: 5 } })
if (!list.data) throw new Error(list.error.error.code)
const detail = await portal.getTicket({ path })
const found = await portal.listArticles({ query: { q: 'vpn' } })
const slug = found.data?.data[0]?.slug ?? ''
const article = await portal.getArticle({ path: { idOrSlug: slug } })
const missing = await portal.getTicket({ path: { id: 'none' } })
const left = await portal.logout()

console.log(
  JSON.stringify({
    refusedCode,
    user: session.data.data.user.displayName,
    ticket: { number: ticket.ticketNumber, status: ticket.status, priority: ticket.priority },
    comment: { isOwn: comment.data.data.isOwn, author: comment.data.data.author?.displayName },
    newest: list.data.data[0]?.title,
    limit: list.data.meta.limit,
    comments: detail.data?.data.comments.map(({ content }) => content),
    article: article.data?.data.contentHtml.slice(0, 3),
    missing: missing.error?.error.code,
    left: left.response?.status,
  }),
)
`

/** Mistakes that the types have to notice; each stands alone in a program that is otherwise right. */
export const mistakes: Record<string, string> = {
  'an operation that there is not': `await portal.deleteTicket({ path: { id: 'x' } })`,
  'a parameter that there is not': `await portal.listTickets({ query: { pageSize: 5 } })`,
  'a field that there is not': `await portal.createTicket({
    body: { ticketType: 'incident', title: 'x', description: 'x', priority: 'low', status: 'open' },
  })`,
  'a field that is missing': `await portal.createTicket({ body: { ticketType: 'incident', priority: 'low' } })`,
  'a body that is missing': `await portal.createTicket({})`,
  'a value that there is not': `await portal.listTickets({ query: { sort: 'title' } })`,
  'a parameter that is missing': `await portal.getTicket()`,
  'a member of the answer that there is not': `(await portal.getProfile()).data?.data.passwordHash`,
  'an error code that there is not': `(await portal.getTicket({ path: { id: 'x' } })).error?.error.code === 'GONE'`,
}

/** A program with one statement of a client. */
export function programOf(statement: string): string {
  return `import * as portal from './client/sdk.gen.ts'

export const answer = ${statement}
`
}
