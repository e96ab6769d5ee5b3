import { parse } from 'csv-parse/sync'
import type { InjectOptions } from 'fastify'
import { sql } from 'kysely'
import t from 'tap'
import { demoIds, demoLogin, demoPassword } from '../../src/demo/people.ts'
import { agentToken } from '../support/agents.ts'
import { onEachDatabase } from '../support/databases.ts'
import { withMail } from '../support/password-links.ts'
import { adminApi, api, startPortal, type TestPortal } from '../support/portal.ts'
import { codeAt, startSecondFactor } from '../support/second-factor.ts'
import { createMailServer } from '../support/smtp.ts'

const anna = { email: 'anna.berg@acme.example.com', displayName: 'Anna Berg', customerId: demoIds.acme }
const goodPassword = 'eleven purple umbrellas'

/** Asks as an admin of the first demo tenant. */
function ask(portal: TestPortal, method: InjectOptions['method'], path: string, payload?: object) {
  return portal.request(agentToken(), {
    method: method ?? 'GET',
    url: `${adminApi}${path}`,
    ...(payload ? { payload } : {}),
  })
}

const dataOf = async (answer: ReturnType<typeof ask>) => (await answer).json().data

const setByLink = (portal: TestPortal, link: string, password: string) =>
  portal.request(null, {
    method: 'POST',
    url: `${api}/auth/password`,
    payload: { token: link.split('#')[1], password },
  })

onEachDatabase(t, 'who is invited gets a mail, sets a password by its link, and is active', async (t, dialect) => {
  const mail = await createMailServer(t)
  await mail.start()
  const portal = await startPortal(t, dialect, { environment: mail.environment, mailInterval: 20 })
  t.equal((await dataOf(ask(portal, 'GET', '/me'))).sendsMail, true)
  const created = await dataOf(ask(portal, 'POST', '/users', { ...anna, language: 'de' }))
  t.match(created, { user: { ...anna, status: 'invited', language: 'de' }, invitation: { isMailed: true, link: null } })
  const [received] = await mail.untilThereAre(1)
  t.same(received?.to, [anna.email])
  t.match(received?.raw, /Ihr Konto im Kundenportal/)
  t.equal((await setByLink(portal, received?.link ?? '', goodPassword)).statusCode, 204)
  await t.resolves(portal.signIn(anna.email, 'demo-org', goodPassword))
  t.match(await dataOf(ask(portal, 'GET', `/users/${created.user.id}`)), { status: 'active', sessions: 1 })
})

onEachDatabase(t, 'without a mail server the link is given to the administrator', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const { user, invitation } = await dataOf(ask(portal, 'POST', '/users', anna))
  t.equal(invitation.isMailed, false)
  const resent = await dataOf(ask(portal, 'POST', `/users/${user.id}/password-link`))
  t.equal((await setByLink(portal, invitation.link, goodPassword)).statusCode, 410, 'a new link voids the former one')
  t.equal((await setByLink(portal, resent.link, goodPassword)).statusCode, 204)
  await t.resolves(portal.signIn(anna.email, 'demo-org', goodPassword))
})

onEachDatabase(t, 'somebody can be created without an invitation', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const { user, invitation } = await dataOf(ask(portal, 'POST', '/users', { ...anna, invite: false }))
  t.equal(invitation, null)
  t.match(await dataOf(ask(portal, 'GET', `/users/${user.id}`)), { status: 'invited', linkExpiresAt: null })
})

onEachDatabase(
  t,
  'nobody gets more than some mails an hour; the administrator then gets the link',
  async (t, dialect) => {
    const portal = await startPortal(t, dialect, { environment: withMail })
    const make = () => dataOf(ask(portal, 'POST', `/users/${demoIds.mehmet}/password-link`))
    const made = []
    for (let n = 0; n < 6; n += 1) made.push(await make())
    t.same(
      made.map(({ isMailed }) => isMailed),
      [true, true, true, true, true, false],
    )
    t.match(made.at(-1).link, /#[\w-]{43}$/)
  },
)

onEachDatabase(t, 'who is disabled is out with the next request, and enabled gets in again', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const token = await portal.signIn()
  const status = async () => (await portal.request(token, { url: `${api}/auth/me` })).statusCode
  t.equal(await status(), 200)
  const path = `/users/${demoIds.katharina}`
  t.match(await dataOf(ask(portal, 'POST', `${path}/disable`)), { status: 'disabled' })
  t.equal(await status(), 401)
  await t.rejects(portal.signIn())
  t.match(await dataOf(ask(portal, 'POST', `${path}/enable`)), { status: 'active' })
  await t.resolves(portal.signIn())
  t.equal(await status(), 401, 'sessions from before stay ended')
})

onEachDatabase(t, 'who moves to another customer is signed out and sees its tickets alone', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const token = await portal.signIn()
  t.equal((await portal.request(token, { url: `${api}/tickets` })).statusCode, 200)
  const change = { customerId: demoIds.globex, displayName: '  Katharina Globex ' }
  const changed = await dataOf(ask(portal, 'PATCH', `/users/${demoIds.katharina}`, change))
  t.match(changed, { customerName: 'Globex Logistics AG', displayName: 'Katharina Globex' })
  t.equal((await portal.request(token, { url: `${api}/tickets` })).statusCode, 401)
  const priyas = await portal.request(await portal.signIn('priya.raman@globex.example.com'), { url: `${api}/tickets` })
  const hers = await portal.request(await portal.signIn(), { url: `${api}/tickets` })
  t.same(hers.json().data, priyas.json().data)
})

onEachDatabase(t, 'a password that is set ends sessions and links, and the user is told', async (t, dialect) => {
  const mail = await createMailServer(t)
  await mail.start()
  const portal = await startPortal(t, dialect, { environment: mail.environment, mailInterval: 20 })
  const token = await portal.signIn()
  await ask(portal, 'POST', `/users/${demoIds.katharina}/password-link`)
  const [withLink] = await mail.untilThereAre(1)
  const path = `/users/${demoIds.katharina}/password`
  const weak = (await ask(portal, 'PUT', path, { password: 'acme manufacturing' })).json().error
  t.match(weak, { code: 'PASSWORD_TOO_WEAK', details: [{ path: 'body/password', code: 'CONTAINS_OWN_DATA' }] })
  t.equal((await ask(portal, 'PUT', path, { password: goodPassword })).statusCode, 204)
  t.equal((await portal.request(token, { url: `${api}/auth/me` })).statusCode, 401)
  t.equal((await setByLink(portal, withLink?.link ?? '', 'another good one indeed')).statusCode, 410)
  await t.rejects(portal.signIn())
  await t.resolves(portal.signIn(undefined, undefined, goodPassword))
  t.match((await mail.untilThereAre(2))[1]?.raw, /Your password was changed/)
})

onEachDatabase(t, 'a second factor that was lost is removed, and the user is told', async (t, dialect) => {
  const mail = await createMailServer(t)
  await mail.start()
  const portal = await startPortal(t, dialect, { environment: mail.environment, mailInterval: 20 })
  const token = await portal.signIn()
  const secret = await startSecondFactor(portal, token, demoPassword)
  const payload = { code: codeAt(secret, new Date()) }
  await portal.request(token, { method: 'POST', url: `${api}/auth/second-factor/confirmation`, payload })
  await t.rejects(portal.signIn(), /SECOND_FACTOR_REQUIRED/)
  const path = `/users/${demoIds.katharina}`
  t.match(await dataOf(ask(portal, 'GET', path)), { hasSecondFactor: true })
  t.equal((await ask(portal, 'DELETE', `${path}/second-factor`)).statusCode, 204)
  t.equal((await ask(portal, 'DELETE', `${path}/second-factor`)).statusCode, 204, 'once more changes nothing')
  await t.resolves(portal.signIn())
  const subjects = (await mail.untilThereAre(2)).map(({ raw }) => /^Subject: (.*)$/m.exec(raw)?.[1])
  t.same(subjects, ['Two-factor authentication is on', 'Two-factor authentication is off'])
})

onEachDatabase(t, 'search, status and pages', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  await ask(portal, 'POST', `/users/${demoIds.mehmet}/disable`)
  const emails = async (query: string) =>
    (await dataOf(ask(portal, 'GET', `/users?${query}`))).map(({ email }: { email: string }) => email.split('@')[0])
  t.same(await emails('q=GLOBEX'), ['priya.raman'])
  t.same(await emails('q=lindner'), ['portal'])
  t.same(await emails('q=%25'), [])
  t.same(await emails('status=disabled'), ['mehmet.yildiz'])
  t.same(await emails('limit=2&page=2'), ['priya.raman'])
  const customers = (await ask(portal, 'GET', '/customers?limit=1')).json()
  t.match(customers, { data: [{ name: 'ACME Manufacturing GmbH' }], meta: { total: 2, totalPages: 2 } })
  await sql`update customers set is_active = 0 where id = ${demoIds.globex}`.execute(portal.itsm.admin.kysely)
  t.equal((await ask(portal, 'GET', '/customers')).json().meta.total, 1, 'customers that are switched off are none')
})

onEachDatabase(t, 'an import is previewed row by row, and then done wholly or not at all', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const count = async () => (await ask(portal, 'GET', '/users?limit=1')).json().meta.total
  const head = 'email;displayName;customer;language'
  const good = `${anna.email};"Berg; Anna";ACME Manufacturing GmbH;de`
  const bad = [good, 'ANNA.BERG@acme.example.com;A;ACME Manufacturing GmbH;', 'nobody;;Hansa Shipping KG;fr']
  const report = await dataOf(
    ask(portal, 'POST', '/users/import', { csv: `${[head, ...bad].join('\r\n')}`, apply: true }),
  )
  t.match(report, {
    isApplied: false,
    rows: [
      { line: 2, email: anna.email, displayName: 'Berg; Anna', problems: [] },
      { line: 3, problems: ['EMAIL_REPEATED'] },
      { line: 4, problems: ['EMAIL_INVALID', 'NAME_INVALID', 'LANGUAGE_UNKNOWN', 'CUSTOMER_UNKNOWN'] },
    ],
  })
  t.equal(await count(), 3)
  const csv = `\ufeff${head}\n${good}\nben@globex.example.com;Ben;${demoIds.globex};\n`
  t.match(await dataOf(ask(portal, 'POST', '/users/import', { csv })), { isApplied: false, rows: [{}, {}] })
  t.equal(await count(), 3, 'a preview changes nothing')
  const applied = await dataOf(ask(portal, 'POST', '/users/import', { csv, apply: true, invite: true }))
  t.match(applied, { isApplied: true, invitations: [{ email: anna.email, link: /#[\w-]{43}$/ }, {}] })
  t.equal(await count(), 5)
  const again = await dataOf(ask(portal, 'POST', '/users/import', { csv, apply: true }))
  t.match(again, { isApplied: false, rows: [{ problems: ['EMAIL_TAKEN'] }, { problems: ['EMAIL_TAKEN'] }] })
})

onEachDatabase(t, 'what separates the fields of the heading separates them everywhere', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const names = { ',': 'Meier; Hans', ';': 'Meier, Hans', '\t': 'Meier, Hans; Dr.' }
  for (const [delimiter, name] of Object.entries(names)) {
    const lines = [
      ['"displayName"', 'email', 'customer', 'language'],
      [name, 'a@x.example', '"ACME Manufacturing GmbH"', ''],
      [`"Kern${delimiter} Ida"`, 'b@x.example', ' Globex Logistics AG ', 'de'],
    ]
    const csv = `\ufeff\r\n${lines.map((fields) => fields.join(delimiter)).join('\r\n')}`
    const { rows } = await dataOf(ask(portal, 'POST', '/users/import', { csv }))
    t.match(rows, [
      { line: 3, displayName: name, problems: [] },
      { line: 4, displayName: `Kern${delimiter} Ida`, problems: [] },
    ])
  }
})

onEachDatabase(
  t,
  'of two imports of one file at once, one creates everybody and the other nobody',
  async (t, dialect) => {
    const portal = await startPortal(t, dialect)
    const rows = Array.from({ length: 20 }, (_, n) => `u${n}@x.example,User ${n},Globex Logistics AG`)
    const send = (order: string[]) =>
      ask(portal, 'POST', '/users/import', { csv: `email,displayName,customer\n${order.join('\n')}`, apply: true })
    const answers = await Promise.all([send(rows), send(rows.toReversed())])
    const applied = answers.filter((answer) => answer.json().data?.isApplied === true)
    t.equal(applied.length, 1)
    for (const answer of answers) t.ok([200, 409].includes(answer.statusCode), answer.body)
    t.equal((await ask(portal, 'GET', '/users')).json().meta.total, 23)
  },
)

t.test('files that cannot be imported as a whole are told what is wrong', async (t) => {
  const portal = await startPortal(t, 'sqlite')
  const problem = async (csv: string) =>
    (await ask(portal, 'POST', '/users/import', { csv })).json().error.details[0].message
  t.equal(await problem(' \n'), 'it is empty')
  t.match(await problem('mail,displayName,customer\nx,y,z'), /must name the columns .* it also names mail/)
  t.match(await problem('email,displayName,customer\n"open,y,z'), 'a quote (") is opened and not closed')
  t.match(await problem('email,displayName,customer\nx,"A "B" C",z'), /^line 2: .* must be written twice/)
  t.match(await problem('email,displayName,customer\n\nx,A "B" C,z'), /^line 3: .* must stand in quotes/)
  t.equal(
    await problem('email,displayName,customer\na,b,c\na,b\n"a\na",b,c,d\n'),
    'every line must have 3 fields, as the first; line 3 has 2, line 5 has 4',
  )
  t.match(await problem(`email,displayName,customer\n${'x\n'.repeat(15)}`), /line 11 has 1, and 5 more are wrong$/)
  t.match(await problem('\u0001\u0002'.repeat(5_000)), /it also names \p{Cc}{80}…$/u)
  const many = Array.from({ length: 1001 }, (_, n) => `u${n}@x.example,U,C`)
  t.match(await problem(`email,displayName,customer\n${many.join('\n')}`), /more than 1000 rows/)
})

onEachDatabase(t, 'an export is a file that an import takes, and no formula', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  await ask(portal, 'PATCH', `/users/${demoIds.mehmet}`, { displayName: '=HYPERLINK("http://evil.example")' })
  const answer = await ask(portal, 'GET', '/users.csv')
  t.match(answer.headers, {
    'content-type': /^text\/csv; charset=utf-8/,
    'content-disposition': 'attachment; filename="portal-users.csv"',
    'cache-control': 'no-store',
  })
  t.match(answer.body, `"'=HYPERLINK(`)
  const rows: { email: string }[] = parse(answer.body, { columns: true })
  t.same(rows.map(({ email }) => email).toSorted(), [
    'mehmet.yildiz@acme.example.com',
    demoLogin.email,
    'priya.raman@globex.example.com',
  ])
  const elsewhere = await dataOf(
    ask(portal, 'POST', '/users/import', { csv: answer.body.replaceAll('.example.com', '.example') }),
  )
  t.same(
    elsewhere.rows.flatMap(({ problems }: { problems: string[] }) => problems),
    [],
  )
})

onEachDatabase(t, 'an import takes every name as it stood where it was exported', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  for (const displayName of ['Meier; Hans', 'Meier, Hans', 'Hans "der Lange" Meier', '=1+1', '-', '@hans', "'hans'"]) {
    await ask(portal, 'PATCH', `/users/${demoIds.mehmet}`, { displayName })
    const csv = (await ask(portal, 'GET', '/users.csv')).body.replaceAll('.example.com', '.example')
    const { rows } = await dataOf(ask(portal, 'POST', '/users/import', { csv }))
    t.same(
      rows
        .filter(({ email }: { email: string }) => email.startsWith('mehmet'))
        .map((row: object) => ({ ...row, line: 0 })),
      [
        {
          line: 0,
          email: 'mehmet.yildiz@acme.example',
          displayName,
          customer: 'ACME Manufacturing GmbH',
          problems: [],
        },
      ],
    )
  }
})

onEachDatabase(t, 'every change is written down with the agent who made it', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const path = `/users/${demoIds.mehmet}`
  await ask(portal, 'PATCH', path, { displayName: 'Mehmet Y.' })
  await ask(portal, 'PATCH', path, { displayName: 'Mehmet Y.' })
  await ask(portal, 'PUT', `${path}/password`, { password: goodPassword })
  await ask(portal, 'POST', `${path}/password-link`)
  await ask(portal, 'POST', `${path}/disable`)
  await ask(portal, 'POST', `${path}/disable`)
  const { rows } = await sql<Record<string, string>>`
    select * from customer_portal_audit where portal_user_id = ${demoIds.mehmet}`.execute(portal.itsm.admin.kysely)
  t.same(rows.map(({ action }) => action).toSorted(), ['change', 'disable', 'reset-password', 'set-password'])
  for (const row of rows) t.match(row, { tenant_id: demoIds.demoOrg, actor_kind: 'agent', actor: demoIds.sabine })
  const change = rows.find(({ action }) => action === 'change')
  t.match(JSON.parse(change?.state_before ?? ''), { displayName: 'Mehmet Yıldız' })
  t.match(JSON.parse(change?.state_after ?? ''), { displayName: 'Mehmet Y.' })
  t.notMatch(JSON.stringify(rows), /umbrellas|argon2|#/)
})
