/** What a front end does with the types that were made of the document: every answer is read by its members. */
export const frontEnd = `
import createClient from 'openapi-fetch'
import type { components, paths } from './paths.d.ts'

const [baseUrl = '', tenantSlug = '', email = '', password = ''] = process.argv.slice(2)
const client = createClient<paths>({ baseUrl })

const refused = await client.GET('/api/v1/portal/auth/me')
const refusedCode = refused.error?.error.code

const session = await client.POST('/api/v1/portal/auth/login', { body: { tenantSlug, email, password } })
if (!session.data) throw new Error(session.error.error.message)
const token: string = session.data.data.token
const headers = { authorization: \`Bearer \${token}\` }

const body: components['schemas']['NewTicket'] = {
  ticketType: 'incident',
  title: 'Typed',
  description: 'By **a client**.',
  priority: 'high',
}
const created = await client.POST('/api/v1/portal/tickets', { headers, body })
if (!created.data) throw new Error(created.error.error.code)
const ticket: components['schemas']['TicketDetail'] = created.data.data

const path = { id: ticket.id }
const comment = await client.POST('/api/v1/portal/tickets/{id}/comments', {
  headers,
  params: { path },
  body: { content: 'And a comment.' },
})
if (!comment.data) throw new Error(comment.error.error.code)

const list = await client.GET('/api/v1/portal/tickets', {
  headers,
  params: { query: { status: ['open', 'pending'], sort: 'createdAt', limit: 5 } },
})
if (!list.data) throw new Error(list.error.error.code)
const detail = await client.GET('/api/v1/portal/tickets/{id}', { headers, params: { path } })
const found = await client.GET('/api/v1/portal/kb', { headers, params: { query: { q: 'vpn' } } })
const slug = found.data?.data[0]?.slug ?? ''
const article = await client.GET('/api/v1/portal/kb/{idOrSlug}', { headers, params: { path: { idOrSlug: slug } } })
const missing = await client.GET('/api/v1/portal/tickets/{id}', { headers, params: { path: { id: 'none' } } })
const left = await client.POST('/api/v1/portal/auth/logout', { headers })

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
    left: left.response.status,
  }),
)
`

/** Mistakes that the types have to notice; each stands alone in a program that is otherwise right. */
export const mistakes: Record<string, string> = {
  'an address that there is not': `await client.GET('/api/v1/portal/ticket')`,
  'a method that there is not': `await client.PUT('/api/v1/portal/tickets', {})`,
  'a field that there is not': `await client.POST('/api/v1/portal/tickets', {
    body: { ticketType: 'incident', title: 'x', description: 'x', priority: 'low', status: 'open' },
  })`,
  'a field that is missing': `await client.POST('/api/v1/portal/tickets', { body: { ticketType: 'incident', title: 'x', priority: 'low' } })`,
  'a value that there is not': `await client.GET('/api/v1/portal/tickets', { params: { query: { sort: 'title' } } })`,
  'a parameter that is missing': `await client.GET('/api/v1/portal/tickets/{id}')`,
  'a member of the answer that there is not': `(await client.GET('/api/v1/portal/auth/me')).data?.data.passwordHash`,
  'an error code that there is not': `(await client.GET('/api/v1/portal/tickets/{id}', { params: { path: { id: 'x' } } })).error
    ?.error.code === 'GONE'`,
}

/** A program with one statement of a client. */
export function programOf(statement: string): string {
  return `import createClient from 'openapi-fetch'
import type { paths } from './paths.d.ts'
const client = createClient<paths>({ baseUrl: 'http://portal' })
export const answer = ${statement}
`
}
