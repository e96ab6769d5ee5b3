import { sql } from 'kysely'
import t from 'tap'
import { maxTextLength } from '../../schemas/fields.ts'
import { insertAgentTicket } from '../support/agents.ts'
import { insertComments } from '../support/comment-rows.ts'
import { createTestItsm, onEachDatabase, onServer } from '../support/databases.ts'
import { api, startPortal, startPortalOn, type TestPortal } from '../support/portal.ts'

/** Where people type text of several lines: what it is sent as, and where it ends up in the ITSM. */
const places = {
  'a comment': {
    send: async (portal: TestPortal, content: unknown) => {
      const id = await insertAgentTicket(portal.itsm, {})
      return send(portal, `/tickets/${id}/comments`, { content })
    },
    column: 'content',
    stored: (id: string) => sql<{ text: string }>`select content as text from ticket_comments where id = ${id}`,
  },
  'a description': {
    send: (portal: TestPortal, description: unknown) =>
      send(portal, '/tickets', { ticketType: 'incident', title: 'The scanner jams', description }),
    column: 'description',
    stored: (id: string) => sql<{ text: string }>`select description as text from tickets where id = ${id}`,
  },
}

async function send(portal: TestPortal, path: string, payload: object) {
  return portal.request(await portal.signIn(), { method: 'POST', url: api + path, payload })
}

for (const [name, { send, column, stored }] of Object.entries(places)) {
  onEachDatabase(t, `${name} is kept as it was typed, without the blanks around it`, async (t, dialect) => {
    const portal = await startPortal(t, dialect)
    const texts = {
      ' \n\t typed \n ': 'typed',
      'two\nlines': 'two\nlines',
      'from\r\nWindows': 'from\r\nWindows',
      'a\tb  c': 'a\tb  c',
      'Grüße, 你好, مرحبا, 💥👩‍👩‍👧': 'Grüße, 你好, مرحبا, 💥👩‍👩‍👧',
      'back\\slash \'quote" %_!': 'back\\slash \'quote" %_!',
      '<script>alert(1)</script>': '<script>alert(1)</script>',
    }
    for (const [typed, kept] of Object.entries(texts)) {
      const answer = await send(portal, typed)
      t.equal(answer.statusCode, 201, answer.body)
      const { data } = answer.json()
      t.equal(data[column], kept)
      t.equal((await stored(data.id).execute(portal.itsm.admin.kysely)).rows[0]?.text, kept)
    }
  })

  onEachDatabase(t, `${name} may have 50,000 characters, of whatever size`, async (t, dialect) => {
    const portal = await startPortal(t, dialect)
    for (const character of ['x', 'ü', '漢', '💥']) {
      const text = character.repeat(maxTextLength)
      const answer = await send(portal, `  ${text}\n`)
      t.equal(answer.statusCode, 201, `${character} ${answer.body.slice(0, 200)}`)
      const { rows } = await stored(answer.json().data.id).execute(portal.itsm.admin.kysely)
      t.ok(rows[0]?.text === text, `every ${character} is there`)
      const longer = await send(portal, `${text}${character}`)
      t.equal(longer.statusCode, 400)
      t.match(longer.json().error, { code: 'VALIDATION_FAILED', details: [{ path: `body/${column}` }] })
    }
  })

  onEachDatabase(t, `${name} that is no text is refused`, async (t, dialect) => {
    const portal = await startPortal(t, dialect)
    for (const nothing of [null, 7, ['text'], {}]) {
      const answer = await send(portal, nothing)
      t.equal(answer.statusCode, 400, JSON.stringify(nothing))
      t.match(answer.json().error, { code: 'VALIDATION_FAILED', details: [{ path: `body/${column}` }] })
    }
  })

  onEachDatabase(t, `${name} with a control character is refused`, async (t, dialect) => {
    const portal = await startPortal(t, dialect)
    const codes = [...Array(0x20).keys(), 0x7f, 0x80, 0x85, 0x9f].filter((code) => ![0x09, 0x0a, 0x0d].includes(code))
    for (const code of codes) {
      const answer = await send(portal, `a${String.fromCharCode(code)}b`)
      t.equal(answer.statusCode, 400, `U+${code.toString(16)}`)
    }
  })
}

onServer(t, 'a text that the column of the ITSM does not hold is refused, and nothing is written', async (t) => {
  const itsm = await createTestItsm('mysql')
  await sql`alter table tickets modify description text not null`.execute(itsm.admin.kysely)
  await sql`alter table ticket_comments modify content text not null`.execute(itsm.admin.kysely)
  const portal = await startPortalOn(t, itsm)
  // TEXT holds 65,535 bytes.
  const holds = '漢'.repeat(21_845)
  for (const { send, column } of Object.values(places)) {
    t.equal((await send(portal, holds)).statusCode, 201)
    const answer = await send(portal, `${holds}a`)
    t.equal(answer.statusCode, 400)
    const details = [{ path: `body/${column}`, message: 'is longer than the service desk can store' }]
    t.match(answer.json().error, { code: 'VALIDATION_FAILED', details })
  }
})

onEachDatabase(t, 'a comment needs a text, and a ticket no description', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  for (const nothing of ['', '   ', '\n\t\r\n', '\u00a0\u3000', undefined]) {
    t.equal((await places['a comment'].send(portal, nothing)).statusCode, 400, JSON.stringify(nothing))
    const answer = await places['a description'].send(portal, nothing)
    t.equal(answer.statusCode, 201, JSON.stringify(nothing))
    t.match(answer.json().data, { description: '', descriptionHtml: '' })
  }
})

onEachDatabase(t, 'a text is shown as it was typed, and a mail as plain text', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const token = await portal.signIn()
  const path = String.raw`\\fileserver\abteilung\_daten`
  const created = await portal.request(token, {
    method: 'POST',
    url: `${api}/tickets`,
    payload: { ticketType: 'incident', title: 'x', description: `${path}\n# 4711` },
  })
  t.equal(created.json().data.descriptionHtml, `<p>${path}<br>\n# 4711</p>\n`)
  const { id } = created.json().data
  await insertComments(portal.itsm, id, [{ content: 'Thanks.\n--\nAnna', differences: { source: 'email' } }])
  const { data } = (await portal.request(token, { url: `${api}/tickets/${id}` })).json()
  t.match(data.comments[0].contentHtml, /^<pre class="email">Thanks.<\/pre>\n<details>/)
})

onEachDatabase(t, 'texts are stored composed, and found however they are typed', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const token = await portal.signIn()
  const decomposed = 'Drucker für Café'.normalize('NFD')
  const payload = { ticketType: 'incident', title: decomposed, description: decomposed }
  const created = await portal.request(token, { method: 'POST', url: `${api}/tickets`, payload })
  const { id, title, description } = created.json().data
  t.same([title, description], [decomposed.normalize('NFC'), decomposed.normalize('NFC')])
  const comment = { method: 'POST' as const, url: `${api}/tickets/${id}/comments`, payload: { content: decomposed } }
  t.equal((await portal.request(token, comment)).json().data.content, decomposed.normalize('NFC'))
  for (const form of ['NFC', 'NFD']) {
    const q = encodeURIComponent('für Café'.normalize(form))
    const { data } = (await portal.request(token, { url: `${api}/tickets?q=${q}` })).json()
    t.same(
      data.map((ticket: { id: string }) => ticket.id),
      [id],
      form,
    )
  }
})
