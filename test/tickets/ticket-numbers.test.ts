import t, { type Test } from 'tap'
import type { Dialect } from '../../src/database/connection.ts'
import { demoIds } from '../../src/demo/people.ts'
import { insertAgentTicket } from '../support/agents.ts'
import { onEachDatabase } from '../support/databases.ts'
import { openTicket } from '../support/new-tickets.ts'
import { startPortal, type TestPortal } from '../support/portal.ts'

/** A portal in a year in which the demo data has no ticket. */
async function startIn2031(t: Test, dialect: Dialect) {
  const portal = await startPortal(t, dialect)
  portal.setNow(new Date('2031-05-06T07:08:09.000Z'))
  const token = await portal.signIn()
  return { portal, token, next: async () => (await openTicket(portal, token)).ticketNumber }
}

async function agentsHave(portal: TestPortal, ...numbers: string[]): Promise<void> {
  for (const number of numbers) await insertAgentTicket(portal.itsm, { ticket_number: number })
}

onEachDatabase(t, 'prefix, year and at least five digits, counted from one', async (t, dialect) => {
  const { portal, token, next } = await startIn2031(t, dialect)
  t.equal(await next(), 'INC-2031-00001')
  t.equal(await next(), 'INC-2031-00002')
  t.equal((await openTicket(portal, token, { ticketType: 'change' })).ticketNumber, 'CHG-2031-00001')
  t.equal(await next(), 'INC-2031-00003')
})

onEachDatabase(t, 'every tenant counts for itself', async (t, dialect) => {
  const { portal, next } = await startIn2031(t, dialect)
  t.equal(await next(), 'INC-2031-00001')
  const henrik = await portal.signIn('henrik.claasen@hansa-shipping.example.com', 'nordwind')
  t.equal((await openTicket(portal, henrik)).ticketNumber, 'INC-2031-00001')
})

onEachDatabase(
  t,
  'the count goes on where the agents are, also when they have gone on meanwhile',
  async (t, dialect) => {
    const { portal, next } = await startIn2031(t, dialect)
    await agentsHave(portal, 'INC-2031-00040', 'INC-2031-00041')
    t.equal(await next(), 'INC-2031-00042')
    await agentsHave(portal, 'INC-2031-00043', 'INC-2031-00044')
    t.equal(await next(), 'INC-2031-00045')
    t.equal(await next(), 'INC-2031-00046')
  },
)

onEachDatabase(t, 'gaps are not filled, and duplicates count once', async (t, dialect) => {
  const { portal, next } = await startIn2031(t, dialect)
  await agentsHave(portal, 'INC-2031-00002', 'INC-2031-00009', 'INC-2031-00009', 'INC-2031-00005')
  t.equal(await next(), 'INC-2031-00010')
})

onEachDatabase(t, 'after 99999 comes 100000, and numbers compare by value from then on', async (t, dialect) => {
  const { portal, next } = await startIn2031(t, dialect)
  await agentsHave(portal, 'INC-2031-99999')
  t.equal(await next(), 'INC-2031-100000')
  t.equal(await next(), 'INC-2031-100001')
  await agentsHave(portal, 'INC-2031-100007', 'INC-2031-100003')
  t.equal(await next(), 'INC-2031-100008')
})

onEachDatabase(t, 'a series that agents have taken past 99999 is taken up by value', async (t, dialect) => {
  const { portal, next } = await startIn2031(t, dialect)
  await agentsHave(portal, 'INC-2031-99999', 'INC-2031-100000', 'INC-2031-100007')
  t.equal(await next(), 'INC-2031-100008')
})

onEachDatabase(t, 'agents may take a series past 99999 while the portal counts', async (t, dialect) => {
  const { portal, next } = await startIn2031(t, dialect)
  t.equal(await next(), 'INC-2031-00001')
  await agentsHave(portal, 'INC-2031-99999', 'INC-2031-100000', 'INC-2031-100007')
  t.equal(await next(), 'INC-2031-100008')
})

onEachDatabase(t, 'numbers of another prefix, tenant or year do not count', async (t, dialect) => {
  const { portal, next } = await startIn2031(t, dialect)
  await agentsHave(portal, 'INC-2031-00003', 'CHG-2031-00800', 'INC-2030-00700', 'INC-2032-00600', 'TKT-2031-00500')
  await insertAgentTicket(portal.itsm, {
    tenant_id: demoIds.nordwind,
    customer_id: demoIds.hansa,
    ticket_number: 'INC-2031-00900',
  })
  t.equal(await next(), 'INC-2031-00004')
  await agentsHave(portal, 'CHG-2031-00801', 'INC-2030-00701')
  t.equal(await next(), 'INC-2031-00005')
})

const junk = [
  '',
  'INC',
  'INC-2031-',
  'INC-2031-abcde',
  'INC-2031-00x99',
  'INC-2031-99x99',
  'INC-2031-00042-A',
  'INC-2031-1e9zz',
  'INC-2031-1e999',
  'INC-2031-9.999',
  'INC-2031-12.50',
  'INC-2031--0005',
  'INC-2031-+9000',
  'INC-2031-0x1FF',
  'INC-2031-９９９９９',
  'INC-2031-99999999999999999999',
  'INC-2031-7',
  'INC-2031-%',
  'INC2031-00090',
  '00090',
]

onEachDatabase(t, 'what is no number of the series does not count, before and after it began', async (t, dialect) => {
  const { portal, next } = await startIn2031(t, dialect)
  await agentsHave(portal, 'INC-2031-00012', ...junk)
  t.equal(await next(), 'INC-2031-00013')
  await agentsHave(portal, 'INC-2031-00015', ...junk)
  t.equal(await next(), 'INC-2031-00016')
})

onEachDatabase(t, 'each year counts from one, and the year is that of UTC', async (t, dialect) => {
  const { portal, token, next } = await startIn2031(t, dialect)
  portal.setNow(new Date('2031-12-31T23:59:59.999Z'))
  t.equal(await next(), 'INC-2031-00001')
  t.equal(await next(), 'INC-2031-00002')
  portal.setNow(new Date('2032-01-01T00:00:00.000Z'))
  t.equal(await next(), 'INC-2032-00001')
  // Another replica, whose clock is behind.
  portal.setNow(new Date('2031-12-31T23:59:59.999Z'))
  t.equal(await next(), 'INC-2031-00003')
  portal.setNow(new Date('2032-01-01T00:00:01.000Z'))
  t.equal((await openTicket(portal, token)).ticketNumber, 'INC-2032-00002')
})

onEachDatabase(t, 'a number is not given out again after its ticket was deleted', async (t, dialect) => {
  const { portal, token, next } = await startIn2031(t, dialect)
  const { id, ticketNumber } = await openTicket(portal, token)
  t.equal(ticketNumber, 'INC-2031-00001')
  await portal.itsm.admin.kysely.deleteFrom('ticket_history').where('ticket_id', '=', id).execute()
  await portal.itsm.admin.kysely.deleteFrom('tickets').where('id', '=', id).execute()
  t.equal(await next(), 'INC-2031-00002')
})
