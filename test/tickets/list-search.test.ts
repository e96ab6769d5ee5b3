import t from 'tap'
import { ticketRow } from '../support/customer-tickets.ts'
import { onEachDatabase } from '../support/databases.ts'
import { startTicketList } from '../support/ticket-list.ts'

const titled = (...titles: string[]) => titles.map((title) => ticketRow({ title }))

onEachDatabase(t, 'a ticket is found by its number, whole or in part', async (t, dialect) => {
  const { titles } = await startTicketList(t, dialect, [
    ticketRow({ title: 'one', number: 'INC-2026-00042' }),
    ticketRow({ title: 'two', number: 'CHG-2026-00042' }),
    ticketRow({ title: 'three', number: 'INC-2026-00043' }),
  ])
  t.same(await titles({ q: 'INC-2026-00042' }), ['one'])
  t.same(await titles({ q: 'chg-' }), ['two'], 'in either case')
  t.same((await titles({ q: '00042' })).sort(), ['one', 'two'])
})

onEachDatabase(t, 'a ticket is found by any part of its title, in either case', async (t, dialect) => {
  const { titles } = await startTicketList(t, dialect, titled('VPN drops', 'Drucker gestört', 'Straße gesperrt'))
  for (const q of ['VPN', 'vpn', 'pn dr', 'DROPS']) t.same(await titles({ q }), ['VPN drops'], q)
  for (const q of ['gestört', 'drucker', 'cker ges']) t.same(await titles({ q }), ['Drucker gestört'], q)
  t.same(await titles({ q: 'Straße' }), ['Straße gesperrt'])
})

onEachDatabase(t, 'nothing but number and title is searched', async (t, dialect) => {
  const { titles } = await startTicketList(t, dialect, titled('The scanner jams'))
  t.same(await titles({ q: 'second page' }), [], 'the description')
  t.same(await titles({ q: 'open' }), [], 'the state')
  t.same(await titles({ q: 'Sabine' }), [], 'the reporter')
})

onEachDatabase(t, 'wildcards and escapes of SQL are characters like others', async (t, dialect) => {
  const all = [
    'CPU at 100% again',
    'disk_full alert',
    'Share C:\\temp is gone',
    'Help! Now',
    "It's O'Neill",
    'say "hi"',
  ]
  const { titles } = await startTicketList(t, dialect, titled(...all, 'harmless'))
  const expected: Record<string, string[]> = {
    '%': ['CPU at 100% again'],
    '100%': ['CPU at 100% again'],
    '0% a': ['CPU at 100% again'],
    'C%U': [],
    _: ['disk_full alert'],
    disk_full: ['disk_full alert'],
    disk_f_ll: [],
    '\\': ['Share C:\\temp is gone'],
    'C:\\temp': ['Share C:\\temp is gone'],
    '\\%': [],
    '!': ['Help! Now'],
    '!%': [],
    '!_': [],
    '!!': [],
    "'": ["It's O'Neill"],
    "O'N": ["It's O'Neill"],
    '"': ['say "hi"'],
    '?': [],
    '*': [],
  }
  for (const [q, found] of Object.entries(expected)) t.same(await titles({ q }), found, q)
})

onEachDatabase(t, 'blanks around a search are not part of it', async (t, dialect) => {
  const { titles } = await startTicketList(t, dialect, titled('VPN drops', 'Printer'))
  t.same(await titles({ q: '  VPN ' }), ['VPN drops'])
})

onEachDatabase(t, 'a search has its own total, and pages', async (t, dialect) => {
  const found = Array.from({ length: 30 }, (_, position) => ticketRow({ title: `VPN ${position}` }))
  const { list } = await startTicketList(t, dialect, [...found, ...titled('Printer', 'Scanner')])
  t.match(await list({ q: 'vpn' }), { meta: { total: 30, totalPages: 2 } })
  const second = await list({ q: 'vpn', page: 2 })
  t.equal(second.data.length, 5)
  t.equal(second.meta.total, 30)
})
