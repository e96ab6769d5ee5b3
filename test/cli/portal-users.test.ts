import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { sql } from 'kysely'
import t, { type Test } from 'tap'
import { demoItsm } from '../../src/cli/demo-itsm.ts'
import { parseCall } from '../../src/cli/portal-users/call.ts'
import { portalUsers } from '../../src/cli/portal-users.ts'
import { migrate } from '../../src/database/migrate.ts'
import { demoIds } from '../../src/demo/people.ts'
import { runCommand } from '../support/commands.ts'
import { createTestItsm, onServer, type TestItsm } from '../support/databases.ts'
import { bcryptHash, createItsmWithUsers, operatorsUser } from '../support/operators-users.ts'
import { api, startPortalOn, testSecret } from '../support/portal.ts'
import type { Ended } from '../support/processes.ts'

const environment = { JWT_SECRET: testSecret, PUBLIC_URL: 'https://desk.example.com' }
const tenant = ['--tenant', 'demo-org']

const run = ({ url }: { url: string }, ...args: string[]) => runWith({ url }, '', ...args)

/** The same with something on standard input. */
async function runWith({ url }: { url: string }, input: string, ...args: string[]): Promise<Ended> {
  return runCommand(portalUsers, args, { ...environment, DATABASE_URL: url }, { input })
}

const anna = ['--email', 'anna@acme.example.com', '--name', 'Anna Berg', '--customer', 'ACME Manufacturing GmbH']

async function startItsm(t: Test): Promise<TestItsm> {
  const itsm = await createTestItsm('mysql')
  t.teardown(itsm.drop)
  return itsm
}

onServer(t, 'inviting the first user: the link is printed where no mail is sent', async (t) => {
  const itsm = await startItsm(t)
  const invited = await run(itsm, 'invite', ...anna, ...tenant)
  t.equal(invited.code, 0, invited.errors)
  t.match(invited.output, /^https:\/\/desk\.example\.com\/portal\/password#[\w-]{43}$/m)
  const again = await run(itsm, 'invite', ...anna, ...tenant)
  t.equal(again.code, 1)
  t.match(again.errors, 'Nothing was changed: there is a portal user with this e-mail already.')
  const resent = await run(itsm, 'invite', 'ANNA@acme.example.com', ...tenant, '--json')
  t.match(JSON.parse(resent.output), { email: 'anna@acme.example.com', isMailed: false, link: /^https/ })
  t.equal(
    (await run(itsm, 'invite', 'portal@acme.example.com', ...tenant)).code,
    1,
    'who has a password is not invited',
  )
})

onServer(t, 'without PUBLIC_URL nobody is invited, and nobody created', async (t) => {
  const itsm = await startItsm(t)
  const settings = { JWT_SECRET: testSecret, DATABASE_URL: itsm.url }
  const { code, errors } = await runCommand(portalUsers, ['invite', ...anna, ...tenant], settings)
  t.equal(code, 1)
  t.match(errors, 'Set PUBLIC_URL')
  t.equal((await run(itsm, 'show', 'anna@acme.example.com', ...tenant)).code, 1)
})

onServer(t, 'a password comes from standard input, and must be a good one', async (t) => {
  const itsm = await startItsm(t)
  const portal = await startPortalOn(t, { ...itsm, drop: async () => {} })
  const setPassword = (password: string) =>
    runWith(
      itsm,
      `${password}
`,
      'set-password',
      'portal@acme.example.com',
      ...tenant,
    )
  const weak = await setPassword('password1234')
  t.equal(weak.code, 1)
  t.match(weak.errors, /easy to guess.*common/)
  t.notMatch(weak.errors + weak.output, 'password1234')
  t.match(await setPassword('too short'), { code: 1, errors: /at least \d+ characters/ })
  t.match(await setPassword('x'.repeat(2_000)), { code: 1, errors: /at most \d+ bytes/ })
  const good = await setPassword('eleven purple umbrellas')
  t.equal(good.code, 0, good.errors)
  await t.resolves(portal.signIn(undefined, undefined, 'eleven purple umbrellas'))
})

onServer(t, 'on a terminal, the new password is asked for twice and not shown', async (t) => {
  const itsm = await startItsm(t)
  const portal = await startPortalOn(t, { ...itsm, drop: async () => {} })
  const command = `${process.execPath} src/cli/portal-users.ts set-password portal@acme.example.com ${tenant.join(' ')}`
  const setPassword = async (...typed: string[]) => {
    const child = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null'], {
      env: { ...process.env, ...environment, DATABASE_URL: itsm.url },
    })
    let shown = ''
    child.stdout.on('data', (chunk) => {
      shown += chunk
      if (/(Password|Repeat the password): $/.test(shown)) child.stdin.write(`${typed.shift()}\r`)
    })
    const [code] = await once(child, 'close')
    t.notMatch(shown, /umbrellas|short/)
    return { code, shown }
  }
  const mistyped = await setPassword('eleven purple umbrellas', 'eleven purple umbrelas')
  t.match(mistyped, { code: 1, shown: 'The passwords do not match. Nothing was changed.' })
  const short = await setPassword('short')
  t.match(short, { code: 1, shown: /at least \d+ characters/ })
  t.notMatch(short.shown, 'again', 'what is refused anyway is not asked for again')
  await t.resolves(portal.signIn(), 'the password is still the former one')

  const { code, shown } = await setPassword('eleven purple umbrellas', 'eleven purple umbrellas')
  t.equal(code, 0, shown)
  t.match(shown, /Password: [\r\n]+Repeat the password: /)
  await t.resolves(portal.signIn(undefined, undefined, 'eleven purple umbrellas'))
})

onServer(t, 'list, show, disable, enable and reset', async (t) => {
  const itsm = await startItsm(t)
  const listed = await run(itsm, 'list', ...tenant, '--json', '--search', 'acme')
  t.equal(JSON.parse(listed.output).total, 2)
  t.match((await run(itsm, 'list', ...tenant)).output, /^E-MAIL .*\n.*mehmet\.yildiz[\s\S]*3 of 3\n$/)
  const shown = await run(itsm, 'show', 'portal@acme.example.com', ...tenant, '--json')
  t.match(JSON.parse(shown.output), { status: 'active', sessions: 0, hasSecondFactor: false })
  t.notMatch(shown.output, /argon2|hash/i)
  t.match((await run(itsm, 'disable', 'portal@acme.example.com', ...tenant)).output, /status +disabled/)
  t.equal((await run(itsm, 'reset', 'portal@acme.example.com', ...tenant)).code, 1, 'who is disabled gets no link')
  t.match((await run(itsm, 'invite', 'portal@acme.example.com', ...tenant)).errors, 'is disabled already; see enable.')
  t.match((await run(itsm, 'enable', 'portal@acme.example.com', ...tenant)).output, /status +active/)
  t.match((await run(itsm, 'reset', 'portal@acme.example.com', ...tenant)).output, /#[\w-]{43}$/m)
  t.equal((await run(itsm, 'show', 'henrik.claasen@hansa-shipping.example.com', ...tenant)).code, 1, 'other tenants')
})

onServer(t, 'an import says row by row what it would do, and then does all or nothing', async (t) => {
  const itsm = await startItsm(t)
  const folder = mkdtempSync(join(tmpdir(), 'customer-portal-import-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'users.csv')
  const rows = (...lines: string[]) => writeFileSync(file, `\ufeff${lines.join('\r\n')}\r\n`)
  const count = async () =>
    (await sql<{ count: number }>`select count(*) as count from customer_portal_users`.execute(itsm.admin.kysely))
      .rows[0]?.count

  rows(
    'email;displayName;customer;language',
    'anna@acme.example.com;"Berg; Anna";ACME Manufacturing GmbH;de',
    'ANNA@acme.example.com;Anna;ACME Manufacturing GmbH;',
    'portal@acme.example.com;Katharina;ACME Manufacturing GmbH;',
    'nobody;No Body;Hansa Shipping KG;fr',
  )
  const refused = await run(itsm, 'import', file, ...tenant, '--apply')
  t.equal(refused.code, 1)
  t.equal(
    refused.output,
    `line 2  anna@acme.example.com  ok
line 3  ANNA@acme.example.com  the same e-mail stands further up
line 4  portal@acme.example.com  there is a portal user with this e-mail already
line 5  nobody  this is no e-mail address; the language must be de or en; there is no single active customer of this name or id
3 of 4 rows cannot be imported; nothing was changed.
`,
  )
  t.equal(await count(), 4)

  rows(
    'email,displayName,customer',
    ...Array.from({ length: 60 }, (_, n) => `u${n}@x.example,User ${n},Globex Logistics AG`),
  )
  t.match((await run(itsm, 'import', file, ...tenant)).output, '60 rows can be imported; --apply does it.')
  t.equal(await count(), 4, 'without --apply nothing changes')
  const applied = await run(itsm, 'import', file, ...tenant, '--apply', '--invite', '--json')
  t.equal(applied.code, 0, applied.errors)
  const { imported } = JSON.parse(applied.output)
  t.equal(new Set(imported.map(({ link }: { link: string }) => link)).size, 60)
  t.equal(await count(), 64)

  rows('email,displayName,customer', 'one@x.example,One,Globex Logistics AG')
  t.match((await run(itsm, 'import', file, ...tenant)).output, '\n1 row can be imported; --apply does it.')
  t.match((await run(itsm, 'import', file, ...tenant, '--apply')).output, '\n1 portal user was created.')
  t.match((await run(itsm, 'import', file, ...tenant)).output, '\n1 of 1 row cannot be imported;')

  rows('email,displayName,customer')
  t.match(await run(itsm, 'import', file, ...tenant, '--apply'), {
    code: 1,
    output: '',
    errors: /a heading and no rows/,
  })
  writeFileSync(file, '')
  t.match(await run(itsm, 'import', file, ...tenant), {
    code: 1,
    output: '',
    errors: /cannot be imported: it is empty\./,
  })
  rows('mail,displayName,customer', 'a@b.example,A,Globex Logistics AG')
  t.match((await run(itsm, 'import', file, ...tenant)).errors, /must name the columns .* it also names mail/)
})

onServer(t, 'a terminal obeys nothing that comes from a row or a file', async (t) => {
  const itsm = await startItsm(t)
  const name = 'Katharina\u001b]0;owned\u0007\u009b2J\u202e'
  await sql`update customer_portal_users set display_name = ${name}
    where email = 'portal@acme.example.com'`.execute(itsm.admin.kysely)
  const file = join(mkdtempSync(join(tmpdir(), 'customer-portal-import-')), 'users.csv')
  t.teardown(() => rmSync(dirname(file), { recursive: true }))
  writeFileSync(file, `email,displayName,customer,\u001b[2Jmail\n`)

  const list = await run(itsm, 'list', ...tenant)
  t.match(list.output, 'Katharina?]0;owned??2J?')
  const json = await run(itsm, 'list', ...tenant, '--json')
  t.ok(JSON.parse(json.output).users.some(({ displayName }: { displayName: string }) => displayName === name))
  const imported = await run(itsm, 'import', file, ...tenant)
  t.match(imported.errors, 'it also names ?[2Jmail')
  for (const { output, errors } of [list, json, imported])
    t.notMatch((output + errors).replaceAll('\n', ''), /[\p{Cc}\u202e]/u)
})

onServer(t, 'a user is created with a password, and changed', async (t) => {
  const itsm = await startItsm(t)
  const portal = await startPortalOn(t, { ...itsm, drop: async () => {} })
  const created = await runWith(itsm, 'eleven purple umbrellas\n', 'create', ...anna, ...tenant, '--password-stdin')
  t.equal(created.code, 0, created.errors)
  const token = await portal.signIn('anna@acme.example.com', 'demo-org', 'eleven purple umbrellas')
  const change = (...what: string[]) => run(itsm, 'change', 'anna@acme.example.com', ...what, ...tenant, '--json')
  const changed = await change('--name', 'Anna Kern', '--customer', 'Globex Logistics AG', '--language', 'de')
  t.match(JSON.parse(changed.output), { displayName: 'Anna Kern', customerName: 'Globex Logistics AG', language: 'de' })
  t.equal((await portal.request(token, { url: `${api}/auth/me` })).statusCode, 401, 'a new customer, a new session')
  t.equal((await change()).code, 2)
  t.equal((await change('--language', 'fr')).code, 2)
  const refused = await change('--customer', 'Hansa Shipping KG')
  t.equal(refused.code, 1)
  t.equal(
    JSON.parse(refused.errors).error,
    'There is no active customer "Hansa Shipping KG".',
    'programs can read it too',
  )
  const weak = await runWith(itsm, 'password1234', 'create', ...anna, ...tenant, '--password-stdin')
  t.equal(weak.code, 1)
  t.match(weak.errors, 'Nothing was changed: there is a portal user with this e-mail already.')
})

t.test('on the embedded database, the commands do the same', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'customer-portal-embedded-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  const itsm = { url: `sqlite:${join(folder, 'portal.db')}` }
  t.equal((await runCommand(demoItsm, [], { DATABASE_URL: itsm.url })).code, 0)
  const invited = await run(itsm, 'invite', ...anna, ...tenant)
  t.match(invited.output, /#[\w-]{43}$/m, invited.errors)
  t.match((await run(itsm, 'change', 'anna@acme.example.com', '--name', 'A. Berg', ...tenant)).output, /A\. Berg/)
  t.equal((await runWith(itsm, 'eleven purple umbrellas', 'set-password', 'anna@acme.example.com', ...tenant)).code, 0)
  t.match((await run(itsm, 'disable', 'anna@acme.example.com', ...tenant)).output, /status +disabled/)
  t.match((await run(itsm, 'list', ...tenant, '--status', 'disabled')).output, '1 of 1')
  const exported = await run(itsm, 'export', ...tenant)
  const file = join(folder, 'users.csv')
  writeFileSync(file, exported.output.replaceAll('.example.com', '.example'))
  t.match((await run(itsm, 'import', file, ...tenant, '--apply')).output, '4 portal users were created.')
  const joerg = 'email,displayName,customer\njoerg@x.example,J\u00f6rg,Globex Logistics AG\n'
  writeFileSync(file, joerg, 'latin1')
  await run(itsm, 'import', file, ...tenant, '--apply')
  t.match(
    (await run(itsm, 'show', 'joerg@x.example', ...tenant)).output,
    'Jörg',
    'as a spreadsheet on Windows writes it',
  )
})

onServer(t, 'an export can be opened in a spreadsheet: no cell becomes a formula', async (t) => {
  const itsm = await startItsm(t)
  await sql`update customer_portal_users set display_name = '=HYPERLINK("http://evil.example")'
    where email = 'portal@acme.example.com'`.execute(itsm.admin.kysely)
  const { output, code } = await run(itsm, 'export', ...tenant)
  t.equal(code, 0)
  t.equal(output.trim().split('\n').length, 4)
  t.match(output, /^email,displayName,customer,/)
  t.match(output, `"'=HYPERLINK(`)
  t.notMatch(output, /argon2|hansa/i)
})

onServer(t, 'whoever creates somebody is told everything that is wrong, and then what comes next', async (t) => {
  const itsm = await startItsm(t)
  const create = (...args: string[]) => run(itsm, 'create', ...args, ...tenant)
  t.match(await create(), {
    code: 2,
    errors: /^Nothing was changed: --email is missing; --name is missing; --customer is missing\.$/m,
  })
  t.match(await create('--email', 'anna', '--name', ' ', '--customer', 'Nobody KG', '--language', 'fr'), {
    code: 2,
    errors:
      /^Nothing was changed: this is no e-mail address; the display name must .*; the language must be de or en\. There is no active customer "Nobody KG"\.$/m,
  })
  t.match(await create('--email', 'PORTAL@acme.example.com', '--name', 'K', '--customer', 'Nobody KG'), {
    code: 1,
    errors: /with this e-mail already\. There is no active customer "Nobody KG"\.$/m,
  })
  t.match(await create(...anna), {
    code: 0,
    output: /^Created\. There is no link yet to set a password: invite anna@acme\.example\.com makes one\.$/m,
  })
  t.equal((await run(itsm, 'invite', 'anna@acme.example.com', ...tenant)).code, 0)

  const ben = ['--email', 'ben@acme.example.com', '--name', 'Ben', '--customer', demoIds.acme, '--password-stdin']
  const weak = await runWith(itsm, 'acme manufacturing', 'create', ...ben, ...tenant)
  t.match(weak, { code: 1, errors: /the name of your company/ })
  t.equal((await run(itsm, 'show', 'ben@acme.example.com', ...tenant)).code, 1, 'and was not created without one')
})

onServer(t, 'who is named like another is told from them by id', async (t) => {
  const itsm = await startItsm(t)
  const { kysely } = itsm.admin
  await sql`update customers set name = 'ACME' where tenant_id = ${demoIds.demoOrg}`.execute(kysely)
  const ids = [demoIds.acme, demoIds.globex].toSorted().join(', ')
  const change = (customer: string) => run(itsm, 'change', demoIds.mehmet, '--customer', customer, ...tenant)
  const { code, errors } = await change('ACME')
  t.equal(code, 1)
  t.equal(errors, `There are several active customers "ACME"; say which by id: ${ids}\n`)
  t.equal((await change(demoIds.globex)).code, 0)

  t.equal(
    (await run(itsm, 'show', 'nobody@x.example', ...tenant)).errors,
    'There is no portal user nobody@x.example in this organisation.\n',
  )
  const hash = await bcryptHash('changeme', '$2b$')
  const twins = [operatorsUser('Anna@x.example', hash), operatorsUser('anna@x.example', hash)]
  const old = await createItsmWithUsers('mysql', twins)
  t.teardown(old.drop)
  await migrate(old.admin)
  const names = twins
    .map(({ id }) => id)
    .toSorted()
    .join(', ')
  for (const command of ['show', 'disable'])
    t.equal(
      (await run(old, command, 'anna@x.example')).errors,
      `There are several portal users anna@x.example in this organisation; say which by id: ${names}\n`,
    )
})

onServer(t, 'wrong calls are told what is right, with exit code 2', async (t) => {
  const itsm = await startItsm(t)
  const calls = [
    { args: [], message: 'Missing command.' },
    { args: ['dance'], message: 'There is no command dance.' },
    { args: ['list', '--nothing'], message: /^Unknown option '--nothing'/ },
    { args: ['list', 'somebody'], message: 'Unexpected argument: somebody' },
    { args: ['list', '--name', 'Anna'], message: 'list has no option --name.' },
    { args: ['show', 'one', 'two'], message: 'Unexpected argument: two' },
    { args: ['disable', 'one', '--print-link'], message: 'disable has no option --print-link.' },
    {
      args: ['invite', 'one', '--email', 'two@acme.example.com'],
      message: 'one is there already; --email is for a new user.',
    },
    { args: ['export', '--json'], message: 'export has no option --json.' },
  ]
  for (const { args, message } of calls) t.throws(() => parseCall(args), { message, exitCode: 2 }, args.join(' '))
  const { code, errors } = await run(itsm, 'dance')
  t.equal(code, 2)
  t.match(errors, /There is no command dance\.[\s\S]*Usage: /)
  for (const args of [['show'], ['list', '--limit', '0'], ['create']])
    t.equal((await run(itsm, ...args, ...tenant)).code, 2, args.join(' '))
  t.equal((await run(itsm, '--help')).code, 0)
  t.match(
    (await run(itsm, 'list')).errors,
    'There are several organisations; say which with --tenant: demo-org, nordwind',
  )
  t.match(
    (await run(itsm, 'list', '--tenant', 'none')).errors,
    'There is no active organisation none; say which with --tenant: demo-org, nordwind',
  )
})
