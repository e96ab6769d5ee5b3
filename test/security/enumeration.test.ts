import pLimit from 'p-limit'
import t from 'tap'
import { onEachDatabase } from '../support/databases.ts'
import { api, startPortal, type TestPortal } from '../support/portal.ts'
import { failingTries, insertAccounts } from './accounts.ts'
import { comparableHeaders, withoutRequestId } from './comparable-answers.ts'

const kinds = Object.entries(failingTries)

function attempt(portal: TestPortal, path: string, [tenantSlug, email, password]: readonly [string, string, string]) {
  return portal.request(null, {
    method: 'POST',
    url: `${api}/auth/${path}`,
    headers: { 'sec-fetch-site': 'same-origin' },
    payload: { tenantSlug, email, password },
  })
}

for (const path of ['login', 'session'])
  onEachDatabase(t, `a failed sign-in (${path}) is answered alike, whatever the account is`, async (t, dialect) => {
    const portal = await startPortal(t, dialect)
    await insertAccounts(portal.itsm)
    const answers = await Promise.all(
      kinds.map(async ([kind, credentials]) => {
        const { statusCode, headers, body } = await attempt(portal, path, credentials)
        const visible = { statusCode, headers: comparableHeaders(headers), body: withoutRequestId(body) }
        return { kind, visible, headerNames: Object.keys(headers) }
      }),
    )
    const [first] = answers
    t.equal(first?.visible.statusCode, 401)
    t.match(first?.visible.body, /INVALID_CREDENTIALS/)
    for (const { kind, visible, headerNames } of answers) {
      t.same(visible, first?.visible, kind)
      t.same(headerNames, first?.headerNames, `${kind}: the same headers in the same order`)
    }
  })

onEachDatabase(t, 'a failed sign-in takes as long, whatever the account is', async (t, dialect) => {
  const portal = await startPortal(t, dialect, { refusalInterval: 500 })
  await insertAccounts(portal.itsm)
  const times = new Map<string, number[]>(kinds.map(([kind]) => [kind, []]))
  // A few at once, in another order each time, so that no kind waits for its hash longer than the others.
  const fewAtOnce = pLimit(3)
  for (let round = 0; round < 3; round++)
    await Promise.all(
      [...kinds.slice(round * 4), ...kinds.slice(0, round * 4)].map(([kind, credentials]) =>
        fewAtOnce(async () => {
          const began = performance.now()
          await attempt(portal, 'login', credentials)
          times.get(kind)?.push(performance.now() - began)
        }),
      ),
    )
  // Answers come at multiples of half a second, whatever they had to do; what follows is the noise of the machine.
  const slots = [...times].map(([kind, all]) => [kind, Math.floor(median(all) / 500)])
  t.same(
    slots,
    slots.map(([kind]) => [kind, slots[0]?.[1]]),
    'the same multiple',
  )
  for (const [kind, all] of times) t.ok(Math.min(...all) >= 499, `${kind}: never before the first`)
})

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

onEachDatabase(t, 'a hash is verified even where there is no account', async (t, dialect) => {
  // With a hash of this cost, a try that skipped it would show at once.
  const portal = await startPortal(t, dialect, { environment: { ARGON2_MEMORY_KIB: '65536', ARGON2_ITERATIONS: '4' } })
  // The first sign-in makes the stored hash one of that cost.
  await portal.signIn()
  const workOf = async (credentials: readonly [string, string, string]) => {
    const before = process.cpuUsage()
    await attempt(portal, 'login', credentials)
    const { user, system } = process.cpuUsage(before)
    return user + system
  }
  const known = await workOf(failingTries['a wrong password'])
  for (const kind of ['an unknown e-mail', 'an unknown organisation'] as const) {
    const unknown = await workOf(failingTries[kind])
    t.ok(unknown > known / 3, `${kind}: ${unknown} µs of processor time, and ${known} µs with an account`)
  }
})
