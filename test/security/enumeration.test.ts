import { hash as bcryptHash } from 'bcrypt'
import { sql } from 'kysely'
import t from 'tap'
import { demoIds, demoPassword } from '../../src/demo/people.ts'
import { insertRows } from '../../src/demo/rows.ts'
import { onEachDatabase } from '../support/databases.ts'
import { api, startPortal, type TestPortal } from '../support/portal.ts'

const acme = { tenant_id: demoIds.demoOrg, customer_id: demoIds.acme, created_at: '2026-01-01T00:00:00.000Z' }

/** Accounts that must not tell themselves apart from one that does not exist. */
async function addAccounts({ host }: TestPortal): Promise<void> {
  const { kysely } = host.admin
  const { rows } = await sql<{ password_hash: string }>`
    select password_hash from customer_portal_users where id = ${demoIds.katharina}`.execute(kysely)
  const argon2 = rows[0]?.password_hash ?? ''
  const row = (id: string, email: string, passwordHash: string, isActive: number) => ({
    id,
    email,
    display_name: id,
    password_hash: passwordHash,
    is_active: isActive,
    ...acme,
  })
  await sql`drop index customer_portal_users_email ${sql.raw(host.dialect === 'mysql' ? 'on customer_portal_users' : '')}`.execute(
    kysely,
  )
  await insertRows(host.admin, 'customer_portal_users', [
    row('inactive', 'inactive@acme.example.com', argon2, 0),
    row('bcrypt', 'bcrypt@acme.example.com', await bcryptHash(demoPassword, 10), 1),
    row('ambiguous-1', 'twice@acme.example.com', argon2, 1),
    row('ambiguous-2', 'Twice@acme.example.com', argon2, 1),
    row('unusable', 'unusable@acme.example.com', 'no hash at all', 1),
  ])
  await sql`update customers set is_active = 0 where id = ${demoIds.globex}`.execute(kysely)
  await sql`update tenants set is_active = 0 where id = ${demoIds.nordwind}`.execute(kysely)
}

const tries = {
  'a wrong password': ['demo-org', 'portal@acme.example.com', 'wrong'],
  'an unknown organisation': ['nobody', 'portal@acme.example.com', demoPassword],
  'an unknown e-mail': ['demo-org', 'nobody@acme.example.com', demoPassword],
  'an account of another organisation': ['demo-org', 'henrik.claasen@hansa-shipping.example.com', demoPassword],
  'an inactive user': ['demo-org', 'inactive@acme.example.com', demoPassword],
  'an inactive customer': ['demo-org', 'priya.raman@globex.example.com', demoPassword],
  'an inactive organisation': ['nordwind', 'henrik.claasen@hansa-shipping.example.com', demoPassword],
  'a bcrypt account, wrong password': ['demo-org', 'bcrypt@acme.example.com', 'wrong'],
  'an address that is there twice': ['demo-org', 'twice@acme.example.com', demoPassword],
  'a hash that is none': ['demo-org', 'unusable@acme.example.com', 'no hash at all'],
} satisfies Record<string, [string, string, string]>

onEachDatabase(t, 'how a failed sign-in is answered tells nothing about the account', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  await addAccounts(portal)
  const answers = await Promise.all(
    Object.entries(tries).map(async ([kind, [tenantSlug, email, password]]) => {
      const began = performance.now()
      const { statusCode, headers, body } = await portal.request(null, {
        method: 'POST',
        url: `${api}/auth/login`,
        payload: { tenantSlug, email, password },
      })
      const milliseconds = performance.now() - began
      const {
        'x-request-id': _id,
        date: _date,
        'x-ratelimit-remaining': _left,
        'x-ratelimit-reset': _reset,
        ...rest
      } = headers
      return {
        kind,
        milliseconds,
        visible: { statusCode, headers: rest, body: body.replace(/"requestId":"[^"]+"/, '') },
      }
    }),
  )
  const [first] = answers
  t.equal(first?.visible.statusCode, 401)
  t.match(first?.visible.body, /INVALID_CREDENTIALS/)
  for (const { kind, milliseconds, visible } of answers) {
    t.same(visible, first?.visible, kind)
    // Answers come at multiples of half a second, whatever they had to do; timers are never early.
    t.equal(Math.floor(milliseconds / 500) >= 1, true, `${kind}: not before the first such moment`)
  }
})

onEachDatabase(t, 'a hash is verified even where there is no account', async (t, dialect) => {
  // With a hash of this cost, a try that skipped it would show at once.
  const portal = await startPortal(t, dialect, { environment: { ARGON2_MEMORY_KIB: '65536', ARGON2_ITERATIONS: '4' } })
  const cpuOf = async (email: string) => {
    const before = process.cpuUsage()
    await portal.request(null, {
      method: 'POST',
      url: `${api}/auth/login`,
      payload: { tenantSlug: 'demo-org', email, password: 'wrong' },
    })
    const { user, system } = process.cpuUsage(before)
    return user + system
  }
  await sql`update customer_portal_users set password_hash = (select password_hash from (
    select password_hash from customer_portal_users where id = ${demoIds.katharina}) as copy)`.execute(
    portal.host.admin.kysely,
  )
  // Sign in once, so that the stored hash has the same cost as that of nobody.
  await portal.signIn()
  const [known, unknown] = [await cpuOf('portal@acme.example.com'), await cpuOf('nobody@acme.example.com')]
  t.ok(unknown > known / 3, `as much work: ${unknown} µs of processor time without an account, ${known} µs with one`)
})
