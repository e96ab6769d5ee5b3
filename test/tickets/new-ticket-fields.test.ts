import t from 'tap'
import { onEachDatabase } from '../support/databases.ts'
import { api, startPortal, type TestPortal } from '../support/portal.ts'

const ticket = { ticketType: 'incident', title: 'The scanner jams', description: 'Every second page.' }

async function create(portal: TestPortal, payload: object) {
  return portal.request(await portal.signIn(), { method: 'POST', url: `${api}/tickets`, payload })
}

onEachDatabase(t, 'an incident and a change can be opened, each with a number of its kind', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  for (const [ticketType, number] of Object.entries({ incident: /^INC-\d{4}-\d{5}$/, change: /^CHG-\d{4}-\d{5}$/ })) {
    const { data } = (await create(portal, { ...ticket, ticketType })).json()
    t.match(data, { ticketType, ticketNumber: number })
  }
})

onEachDatabase(t, 'other types are for the service desk', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  for (const ticketType of ['problem', 'request', 'Incident', '', null])
    t.equal((await create(portal, { ...ticket, ticketType })).statusCode, 400, String(ticketType))
})

onEachDatabase(t, 'the priority is medium unless one is named', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  t.equal((await create(portal, ticket)).json().data.priority, 'medium')
  for (const priority of ['low', 'medium', 'high', 'critical'])
    t.equal((await create(portal, { ...ticket, priority })).json().data.priority, priority)
  for (const priority of ['urgent', 'LOW', 1, null])
    t.equal((await create(portal, { ...ticket, priority })).statusCode, 400, String(priority))
})

onEachDatabase(
  t,
  'the title is one line of 1 to 500 characters, or as many as the column holds, trimmed',
  async (t, dialect) => {
    const portal = await startPortal(t, dialect)
    const most = dialect === 'mysql' ? 255 : 500
    for (const title of ['a', 'ß'.repeat(most), '💥'.repeat(most), 'say "hi" & <b>bye</b>', '👨\u200d👩\u200d👧'])
      t.equal((await create(portal, { ...ticket, title: ` ${title}  ` })).json().data?.title, title)
    for (const title of [
      '',
      '   ',
      'x'.repeat(most + 1),
      '💥'.repeat(most + 1),
      'two\nlines',
      'a\tb c',
      'a\u0000bc',
      7,
    ])
      t.equal((await create(portal, { ...ticket, title })).statusCode, 400, JSON.stringify(title).slice(0, 20))
    for (const title of ['\u200b\u200b\u200b', '\u2060\u200d\ufeff', 'abc\u202egnp.exe', '\u2067abc\u2069'])
      t.equal((await create(portal, { ...ticket, title })).statusCode, 400, 'nothing to see, or the other way round')
  },
)

onEachDatabase(t, 'every field that is missing or not known is named', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const { error } = (await create(portal, { status: 'closed', source: 'email' })).json()
  t.equal(error.code, 'VALIDATION_FAILED')
  t.same(error.details.map(({ path }: { path: string }) => path).sort(), [
    'body/source',
    'body/status',
    'body/ticketType',
    'body/title',
  ])
})

onEachDatabase(t, 'the new ticket is found at its location, and at the top of the list', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const answer = await create(portal, ticket)
  const token = await portal.signIn()
  const location = String(answer.headers.location)
  t.same((await portal.request(token, { url: location })).json(), answer.json())
  const { data } = (await portal.request(token, { url: `${api}/tickets` })).json()
  t.equal(data[0].id, answer.json().data.id)
})

onEachDatabase(t, 'a ticket that was refused is nowhere', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const token = await portal.signIn()
  const total = async () => (await portal.request(token, { url: `${api}/tickets` })).json().meta.total
  const before = await total()
  await create(portal, { ...ticket, title: '' })
  await create(portal, { ...ticket, customerId: 'x' })
  t.equal(await total(), before)
})
