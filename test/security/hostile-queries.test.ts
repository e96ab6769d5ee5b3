import t from 'tap'
import { ticketRow } from '../support/customer-tickets.ts'
import { onEachDatabase } from '../support/databases.ts'
import { api, startPortal } from '../support/portal.ts'
import { startTicketList } from '../support/ticket-list.ts'

/** Queries that the contract does not know. */
const refused = [
  ...['limit=0', 'limit=101', 'limit=x', 'limit=', 'limit=1e9', 'limit=-1', 'limit=Infinity', 'limit=1;drop table x'],
  ...['page=0', 'page=-1', 'page=1.5', 'page=1000001', 'page=9007199254740993', 'page=1e309', 'page=NaN', 'page=true'],
  ...['sort=title', 'sort=root_cause', 'sort=createdAt;', 'sort=createdAt&sort=status', 'order=up', 'order=desc,id'],
  ...['q=', 'q=%20%20', 'q=%00', 'q=%1b', 'q=%0a', `q=${'x'.repeat(101)}`, 'q=a&q=b', 'q[]=a', 'q[$ne]=a'],
  ...['ticketType=incident&ticketType=change', 'ticketType=Incident', 'ticketType=', 'status=', 'status[0]=open'],
  ...['unknown=1', '__proto__=1', '__proto__[a]=1', 'constructor=1', 'toString=1', 'hasOwnProperty=1', 'Q=a', '=1'],
  Array.from({ length: 21 }, () => 'status=open').join('&'),
  `status=${'x'.repeat(51)}`,
]

onEachDatabase(t, 'a query that is not in the contract is refused, with what is wrong', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const token = await portal.signIn()
  for (const query of refused) {
    const answer = await portal.request(token, { url: `${api}/tickets?${query}` })
    t.equal(answer.statusCode, 400, query)
    const { code, details } = answer.json().error
    t.equal(code, 'VALIDATION_FAILED', query)
    t.match(details[0], { path: /^querystring/, message: String }, query)
  }
})

t.test('operations without a query refuse every field in one', async (t) => {
  const portal = await startPortal(t, 'sqlite')
  const token = await portal.signIn()
  for (const path of ['/auth/me', '/kb/categories', '/kb/vpn-setup-windows', '/tickets/x', '/tickets/x/comments'])
    t.equal((await portal.request(token, { url: `${api}${path}?page=1` })).statusCode, 400, path)
})

onEachDatabase(t, 'pages as far as they go are empty, not an error', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const token = await portal.signIn()
  for (const list of ['tickets', 'kb']) {
    const answer = await portal.request(token, { url: `${api}/${list}?page=1000000&limit=100` })
    t.equal(answer.statusCode, 200)
    t.same(answer.json().data, [])
  }
})

/** Texts with a meaning to a database, a shell or a template; each stands in one title. */
const literal = [
  ...[
    "' or 1=1 --",
    '"; drop table tickets; --',
    "\\' or 1=1 #",
    '/* x */',
    ') union select 1 --',
    '` or `',
    '?',
    ':x',
  ],
  ...['%%', '_%', '!%', '\\%', '\\', '!', '[a-z]', '*', '+-<>~()', '$(id)', '{{7*7}}', '\u0024{7*7}', '💥', '\u202e'],
]

onEachDatabase(t, 'a search takes every character as itself', async (t, dialect) => {
  const tickets = literal.map((text, position) => ticketRow({ title: `${position}: <${text}> end` }))
  const { titles, list } = await startTicketList(t, dialect, [...tickets, ticketRow()])
  for (const [position, { title }] of tickets.entries()) {
    const q = `${position}: <${literal[position]}>`
    t.same(await titles({ q }), [title], q)
  }
  t.same((await titles({ q: '%' })).length, tickets.filter(({ title }) => title.includes('%')).length)
  t.same((await titles({ q: '_' })).length, tickets.filter(({ title }) => title.includes('_')).length)
  t.same((await titles({ q: '\\' })).length, tickets.filter(({ title }) => title.includes('\\')).length)
  t.equal((await list()).meta.total, tickets.length + 1, 'and nothing was dropped')
})

for (const recommendedIndexes of [true, false])
  onEachDatabase(
    t,
    `searching articles ${recommendedIndexes ? 'by the full-text index' : 'without an index'} is never an error`,
    async (t, dialect) => {
      const portal = await startPortal(t, dialect, { recommendedIndexes })
      const token = await portal.signIn()
      for (const text of [...literal, '+', '-', '"', '"vpn', '(vpn', '@2', 'vpn*', '-vpn +(', '> <', '****', "vpn'"])
        for (const name of ['q', 'category', 'tag']) {
          const answer = await portal.request(token, { url: `${api}/kb?${name}=${encodeURIComponent(text)}` })
          t.equal(answer.statusCode, 200, `${name}=${text}: ${answer.body.slice(0, 200)}`)
        }
    },
  )
