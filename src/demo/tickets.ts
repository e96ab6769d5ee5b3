import { readdirSync, readFileSync } from 'node:fs'
import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import { parse } from 'yaml'

// The names of people.ts.
const Agent = Type.Enum(['sabine', 'tomasz', 'amara', 'lena'])
const PortalUser = Type.Enum(['katharina', 'mehmet', 'priya', 'henrik'])

const DemoComment = Type.Object(
  {
    author: Type.Union([Agent, PortalUser]),
    afterHours: Type.Number({ description: 'Counted from the creation of the ticket.' }),
    source: Type.Enum(['agent', 'customer', 'email', 'system']),
    internal: Type.Boolean(),
    content: Type.String({ description: 'Markdown.' }),
  },
  { additionalProperties: false },
)

const DemoTicket = Type.Object(
  {
    title: Type.String(),
    tenant: Type.Enum(['demoOrg', 'nordwind']),
    customer: Type.Union([Type.Enum(['acme', 'globex', 'hansa']), Type.Null()], {
      description: 'Null for a ticket of the service desk itself.',
    }),
    type: Type.Enum(['incident', 'change', 'problem', 'request']),
    status: Type.Enum(['open', 'in_progress', 'pending', 'resolved', 'closed', 'archived', 'cancelled']),
    priority: Type.Enum(['low', 'medium', 'high', 'critical']),
    source: Type.Enum(['manual', 'email', 'monitoring', 'api', 'portal']),
    reporter: Type.Union([Agent, PortalUser]),
    assignee: Type.Union([Agent, Type.Null()]),
    createdDaysAgo: Type.Number(),
    description: Type.String({ description: 'Markdown.' }),
    rootCause: Type.Optional(Type.String({ description: 'For agents only.' })),
    comments: Type.Array(DemoComment, { description: 'Oldest first.' }),
  },
  { additionalProperties: false },
)
export type DemoTicket = Static<typeof DemoTicket>

const folder = new URL('tickets/', import.meta.url)

let tickets: readonly DemoTicket[] | undefined

/** The demo tickets of `tickets/*.yaml`. The first call reads the files. @throws Error where a file is not a ticket */
export function demoTickets(): readonly DemoTicket[] {
  tickets ??= readdirSync(folder).toSorted().map(readTicket)
  return tickets
}

function readTicket(file: string): DemoTicket {
  const ticket: unknown = parse(readFileSync(new URL(file, folder), 'utf8'))
  if (Value.Check(DemoTicket, ticket)) return ticket
  const problems = Value.Errors(DemoTicket, ticket).map(({ instancePath, message }) => `${instancePath} ${message}`)
  throw new Error(`${file} is not a demo ticket: ${problems.join('; ')}`)
}
