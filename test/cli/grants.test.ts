import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import t from 'tap'
import { doctor } from '../../src/cli/doctor.ts'
import { grants } from '../../src/cli/grants.ts'
import { demoIds } from '../../src/demo/people.ts'
import { agentToken } from '../support/agents.ts'
import { runCommand } from '../support/commands.ts'
import { createEmptyDatabase, createTestItsm, onServer, type TestItsm } from '../support/databases.ts'
import { adminApi, api, startPortalOn } from '../support/portal.ts'

/** Runs what the command prints, for an account that is new and may do nothing yet. */
async function createAccountByCommand(itsm: TestItsm): Promise<{ url: string; statements: string[] }> {
  const name = `g_${randomBytes(6).toString('hex')}`
  const account = `'${name}'@'%'`
  const { code, output, errors } = await runCommand(grants, ['--account', account], {
    DATABASE_URL: itsm.adminUrl,
    PORTAL_ADMIN: 'true',
  })
  if (code !== 0) throw new Error(errors)
  const statements = output.split('\n').filter(Boolean)
  await sql`create user ${sql.raw(account)} identified by 'portal'`.execute(itsm.admin.kysely)
  for (const statement of statements) await sql.raw(statement).execute(itsm.admin.kysely)
  const url = new URL(itsm.url)
  url.username = name
  return { url: url.href, statements }
}

onServer(t, 'the printed statements run as they are, and the portal works with just them', async (t) => {
  const itsm = await createTestItsm('mysql')
  const { url, statements } = await createAccountByCommand(itsm)
  t.ok(statements.length > 0 && statements.every((statement) => /^GRANT .*;$/.test(statement)))

  const examined = await runCommand(doctor, [], { DATABASE_URL: url, PORTAL_ADMIN: 'true' })
  t.equal(examined.code, 0, examined.output + examined.errors)

  const portal = await startPortalOn(t, { ...itsm, url })
  const token = await portal.signIn()
  const { data: ticket } = (
    await portal.request(token, {
      method: 'POST',
      url: `${api}/tickets`,
      payload: { ticketType: 'change', title: 'A second screen', description: 'For room 4.', priority: 'low' },
    })
  ).json()
  const comment = { method: 'POST', url: `${api}/tickets/${ticket.id}/comments`, payload: { content: 'By Monday?' } }
  t.equal((await portal.request(token, { ...comment, method: 'POST' })).statusCode, 201)
  for (const path of ['/auth/me', '/tickets', `/tickets/${ticket.id}`, '/kb', '/kb?q=vpn', '/kb/categories'])
    t.equal((await portal.request(token, { url: api + path })).statusCode, 200, path)
  const anna = { email: 'anna@acme.example.com', displayName: 'Anna', customerId: demoIds.acme }
  const created = await portal.request(agentToken(), { method: 'POST', url: `${adminApi}/users`, payload: anna })
  t.equal(created.statusCode, 201, created.body)
  const { id } = created.json().data.user
  const moved = { method: 'PATCH', url: `${adminApi}/users/${id}`, payload: { customerId: demoIds.globex } } as const
  t.equal((await portal.request(agentToken(), moved)).statusCode, 200)
  t.equal((await portal.request(token, { method: 'POST', url: `${api}/auth/logout` })).statusCode, 204)
  await sql`drop user ${sql.raw(`'${new URL(url).username}'@'%'`)}`.execute(itsm.admin.kysely)
})

onServer(t, 'the statements name the database of DATABASE_URL and, where none is given, an account', async (t) => {
  const itsm = await createTestItsm('mysql')
  t.teardown(itsm.drop)
  const { output } = await runCommand(grants, [], { DATABASE_URL: itsm.adminUrl })
  const database = new URL(itsm.adminUrl).pathname.slice(1)
  for (const statement of output.split('\n').filter(Boolean))
    t.match(statement, new RegExp(`ON \`${database}\`\\.\`\\w+\` TO 'customer_portal'@'%';$`))
})

onServer(t, 'they follow the setting that overrules the foreign keys', async (t) => {
  const itsm = await createTestItsm('mysql', { authorForeignKeys: false })
  t.teardown(itsm.drop)
  const onUsers = async (mirror: string) => {
    const settings = { DATABASE_URL: itsm.adminUrl, ITSM_AUTHOR_MIRROR: mirror }
    const { output } = await runCommand(grants, [], settings)
    return output.split('\n').find((statement) => statement.includes('`users`'))
  }
  t.notMatch(await onUsers('auto'), 'INSERT')
  t.match(await onUsers('always'), 'INSERT')
})

t.test('the embedded database has no accounts: exit code 1, and what to set', async (t) => {
  const { code, errors, output } = await runCommand(grants, [], { DATABASE_URL: 'sqlite::memory:' })
  t.equal(code, 1)
  t.match(errors, 'Set DATABASE_URL to the database of the ITSM.')
  t.equal(output, '')
})

onServer(t, 'a database without an ITSM gets no statements: exit code 1, and what to check', async (t) => {
  const empty = await createEmptyDatabase('mysql')
  t.teardown(empty.drop)
  const withoutName = new URL(empty.adminUrl)
  withoutName.pathname = ''
  for (const url of [empty.adminUrl, withoutName.href]) {
    const ended = await runCommand(grants, [], { DATABASE_URL: url })
    t.match(ended, { code: 1, output: '', errors: /has no tables of an ITSM.* Check DATABASE_URL\./ })
  }
})

t.test('an account that MySQL would not read is refused: exit code 2, and how it is written', async (t) => {
  const environment = { DATABASE_URL: 'mysql://nobody@127.0.0.1:1/nothing' }
  const accounts = ['portal', 'portal@%', "'portal'", "'portal'@%", "''@'%'", "'portal'@'%'; DROP TABLE x", "'a\\'@'%'"]
  for (const account of accounts) {
    const { code, output, errors } = await runCommand(grants, ['--account', account], environment)
    t.same({ code, output }, { code: 2, output: '' }, account)
    t.match(errors, /^--account is written .*"'customer_portal'@'%'"\.\n\nUsage: /, account)
  }
})
