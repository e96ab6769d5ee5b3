import { sql } from 'kysely'
import t from 'tap'
import { insertAgentTicket } from '../support/agents.ts'
import { onEachDatabase } from '../support/databases.ts'
import { api, startPortal, type TestPortal } from '../support/portal.ts'

const ticket = { ticketType: 'incident', title: 'A ticket', description: 'Its text.', priority: 'low' }

const long = 'x'.repeat(50_001)

/** Bodies that are no ticket, and the place that the answer names. */
const noTickets: Record<string, [body: unknown, path: string]> = {
  'a number for the title': [{ ...ticket, title: 12345 }, 'body/title'],
  'a flag for the title': [{ ...ticket, title: true }, 'body/title'],
  'null for the title': [{ ...ticket, title: null }, 'body/title'],
  'an array for the title': [{ ...ticket, title: ['A ticket'] }, 'body/title'],
  'an object for the title': [{ ...ticket, title: { toString: 'A ticket' } }, 'body/title'],
  'no title': [{ ...ticket, title: undefined }, 'body/title'],
  'a title of blanks': [{ ...ticket, title: '  \u00a0\u3000 ' }, 'body/title'],
  'an empty title': [{ ...ticket, title: '' }, 'body/title'],
  'a title that is too long': [{ ...ticket, title: 'x'.repeat(501) }, 'body/title'],
  'a title of two lines': [{ ...ticket, title: 'A\nticket' }, 'body/title'],
  'a null byte in the title': [{ ...ticket, title: 'A\u0000ticket' }, 'body/title'],
  'an escape sequence in the title': [{ ...ticket, title: 'A \u001b[31mticket' }, 'body/title'],
  'a C1 control character in the title': [{ ...ticket, title: 'A \u009bticket' }, 'body/title'],
  'a null byte in the text': [{ ...ticket, description: 'Its\u0000text' }, 'body/description'],
  'a bell in the text': [{ ...ticket, description: 'Its\u0007text' }, 'body/description'],
  'a text that is too long': [{ ...ticket, description: long }, 'body/description'],
  'a number for the text': [{ ...ticket, description: 0 }, 'body/description'],
  'a type that customers do not open': [{ ...ticket, ticketType: 'problem' }, 'body/ticketType'],
  'a type in capitals': [{ ...ticket, ticketType: 'INCIDENT' }, 'body/ticketType'],
  'an array for the type': [{ ...ticket, ticketType: ['incident'] }, 'body/ticketType'],
  'an unknown priority': [{ ...ticket, priority: 'urgent' }, 'body/priority'],
  'null for the priority': [{ ...ticket, priority: null }, 'body/priority'],
  'a state': [{ ...ticket, status: 'closed' }, 'body/status'],
  'a number': [{ ...ticket, ticketNumber: 'INC-2026-00001' }, 'body/ticketNumber'],
  'a source': [{ ...ticket, source: 'email' }, 'body/source'],
  'a column of the ITSM': [{ ...ticket, sla_tier: 'platinum' }, 'body/sla_tier'],
  'an array': [[ticket], 'body'],
  'a string': ['ticket', 'body'],
  'a number alone': [1, 'body'],
}

const noComments: Record<string, [body: unknown, path: string]> = {
  'a number for the text': [{ content: 1 }, 'body/content'],
  'an array for the text': [{ content: ['Hello'] }, 'body/content'],
  'a text of blanks': [{ content: ' \n\t ' }, 'body/content'],
  'no text': [{}, 'body/content'],
  'a text that is too long': [{ content: long }, 'body/content'],
  'a null byte': [{ content: 'Hello\u0000' }, 'body/content'],
  'a word on who may see it': [{ content: 'Hello', isInternal: true }, 'body/isInternal'],
  'a source': [{ content: 'Hello', source: 'agent' }, 'body/source'],
  'another author': [{ content: 'Hello', authorId: 'x' }, 'body/authorId'],
}

async function count({ itsm }: TestPortal): Promise<unknown> {
  const { rows } = await sql<{ tickets: unknown; comments: unknown }>`
    select (select count(*) from tickets) as tickets, (select count(*) from ticket_comments) as comments`.execute(
    itsm.admin.kysely,
  )
  return { ...rows[0] }
}

function send(portal: TestPortal, token: string, path: string, body: unknown) {
  return portal.request(token, {
    method: 'POST',
    url: `${api}${path}`,
    headers: { 'content-type': 'application/json' },
    payload: JSON.stringify(body),
  })
}

onEachDatabase(
  t,
  'what is no ticket and no comment is refused at the place, and writes nothing',
  async (t, dialect) => {
    const portal = await startPortal(t, dialect)
    const token = await portal.signIn()
    const id = await insertAgentTicket(portal.itsm, {})
    const before = await count(portal)
    const bodies = [
      ...Object.entries(noTickets).map(([name, each]) => ['/tickets', name, ...each] as const),
      ...Object.entries(noComments).map(([name, each]) => [`/tickets/${id}/comments`, name, ...each] as const),
    ]
    for (const [path, name, body, place] of bodies) {
      const answer = await send(portal, token, path, body)
      t.equal(answer.statusCode, 400, `${name}: ${answer.body}`)
      const { error } = answer.json()
      t.equal(error.code, 'VALIDATION_FAILED')
      t.ok(
        error.details.some((detail: { path: string }) => detail.path === place),
        `${name}: ${JSON.stringify(error.details)}`,
      )
      t.notMatch(JSON.stringify(error.details), /xxxx|Its|Hello/, 'what was sent is not repeated')
    }
    t.same(await count(portal), before)
  },
)

/** Texts that are unusual but texts. */
const texts = {
  SQL: "'; drop table tickets; -- \\' \" ` %s \u0024{1} ?1 :name",
  'a template': '{{7*7}} \u0024{7*7} <%= 7*7 %> #{7*7}',
  'a text of four-byte characters': '💥'.repeat(10_000),
  'half a surrogate pair': 'before \ud83d after',
  'text from right to left': '\u202eevil\u202c שלום مرحبا',
  'combining characters': `Z${'\u0335'.repeat(500)}`,
  'characters without a width': 'a\u200b\u200d\ufeffb',
}

onEachDatabase(t, 'whatever is a text is taken as that text, and comes back', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const token = await portal.signIn()
  for (const [name, description] of Object.entries(texts)) {
    const answer = await send(portal, token, '/tickets', { ...ticket, description })
    t.equal(answer.statusCode, 201, `${name}: ${answer.body.slice(0, 300)}`)
    const { id } = answer.json().data
    const { data } = (await portal.request(token, { url: `${api}/tickets/${id}` })).json()
    // UTF-8 has no half of a pair; it becomes the replacement character.
    t.equal(data.description, description.toWellFormed(), name)
    t.equal((await send(portal, token, `/tickets/${id}/comments`, { content: description })).statusCode, 201, name)
  }
})

t.test('the largest ticket fits, however it is escaped', async (t) => {
  const portal = await startPortal(t, 'sqlite')
  const token = await portal.signIn()
  const payload = JSON.stringify({ ...ticket, description: '💥'.repeat(10_000) }).replaceAll('💥', '\\ud83d\\udca5')
  const headers = { 'content-type': 'application/json' }
  const answer = await portal.request(token, { method: 'POST', url: `${api}/tickets`, headers, payload })
  t.equal(answer.statusCode, 201, answer.body.slice(0, 300))
})

t.test('an idempotency key that is none is refused', async (t) => {
  const portal = await startPortal(t, 'sqlite')
  const token = await portal.signIn()
  for (const key of ['short', 'x'.repeat(65), 'with a space', "'; drop table x", '', '../../etc/passwd']) {
    const headers = { 'idempotency-key': key }
    const answer = await portal.request(token, { method: 'POST', url: `${api}/tickets`, headers, payload: ticket })
    t.equal(answer.statusCode, 400, JSON.stringify(key))
    t.equal(answer.json().error.code, 'VALIDATION_FAILED')
  }
})
