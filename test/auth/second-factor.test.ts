import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import t from 'tap'
import { demoLogin, demoPassword } from '../../src/demo/people.ts'
import { onEachDatabase } from '../support/databases.ts'
import { api, startPortal, startPortalOn, type TestPortal } from '../support/portal.ts'
import { codeAt, startSecondFactor } from '../support/second-factor.ts'

const start = new Date('2031-05-01T08:00:00.000Z')
const after = (seconds: number) => new Date(start.getTime() + seconds * 1000)

function post(portal: TestPortal, token: string | null, path: string, payload: object) {
  return portal.request(token, { method: 'POST', url: `${api}${path}`, payload })
}

const signInWith = (portal: TestPortal, code?: string) =>
  post(portal, null, '/auth/login', { ...demoLogin, ...(code === undefined ? {} : { code }) })

const codeOf = (answer: { json(): { error?: { code: string } } }) => answer.json().error?.code

/** Switches the second factor of the first demo user on. */
async function enable(portal: TestPortal): Promise<{ token: string; secret: string; recoveryCodes: string[] }> {
  portal.setNow(start)
  const token = await portal.signIn()
  const secret = await startSecondFactor(portal, token, demoPassword)
  const confirmed = await post(portal, token, '/auth/second-factor/confirmation', { code: codeAt(secret, start) })
  return { token, secret, recoveryCodes: confirmed.json().data.recoveryCodes }
}

onEachDatabase(t, 'with a second factor, signing in asks for the code of the app', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const { token, secret } = await enable(portal)
  const state = await portal.request(token, { url: `${api}/auth/second-factor` })
  t.same(state.json().data, { isEnabled: true, recoveryCodesLeft: 10 })
  portal.setNow(after(60))
  const without = await signInWith(portal)
  t.equal(without.statusCode, 401)
  t.equal(codeOf(without), 'SECOND_FACTOR_REQUIRED')
  const wrongPassword = await post(portal, null, '/auth/login', { ...demoLogin, password: 'wrong' })
  t.equal(codeOf(wrongPassword), 'INVALID_CREDENTIALS', 'only whoever knows the password learns of it')
  t.equal((await signInWith(portal, codeAt(secret, after(60)))).statusCode, 200)
})

onEachDatabase(t, 'a code works for its half minute and the ones beside it, and once', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const { secret } = await enable(portal)
  portal.setNow(after(600))
  for (const seconds of [600 - 60, 600 + 60, 0])
    t.equal(codeOf(await signInWith(portal, codeAt(secret, after(seconds)))), 'INVALID_CODE')
  t.equal((await signInWith(portal, codeAt(secret, after(570)))).statusCode, 200, 'a slow clock')
  t.equal((await signInWith(portal, codeAt(secret, after(630)))).statusCode, 200, 'a fast clock')
  for (const seconds of [570, 600, 630])
    t.equal(codeOf(await signInWith(portal, codeAt(secret, after(seconds)))), 'INVALID_CODE', 'none again')
})

onEachDatabase(t, 'two tries with one code at once: one of them signs in', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const { secret } = await enable(portal)
  portal.setNow(after(600))
  const code = codeAt(secret, after(600))
  const answers = await Promise.all([signInWith(portal, code), signInWith(portal, code)])
  t.same(answers.map(({ statusCode }) => statusCode).sort(), [200, 401])
})

onEachDatabase(t, 'a recovery code works in place of a code, once', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const { token, recoveryCodes } = await enable(portal)
  t.equal(new Set(recoveryCodes).size, 10)
  const [first = '', second = ''] = recoveryCodes
  t.equal((await signInWith(portal, first)).statusCode, 200)
  t.equal(codeOf(await signInWith(portal, first)), 'INVALID_CODE')
  t.equal((await signInWith(portal, second.replaceAll('-', ' ').toUpperCase())).statusCode, 200, 'however it is typed')
  const state = await portal.request(token, { url: `${api}/auth/second-factor` })
  t.equal(state.json().data.recoveryCodesLeft, 8)
  const log = (await portal.request(token, { url: `${api}/auth/security-log` })).json().data
  t.ok(log.some(({ event }: { event: string }) => event === 'RECOVERY_CODE_USED'))
})

onEachDatabase(t, 'neither the secret nor the recovery codes can be read from the database', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const { secret, recoveryCodes } = await enable(portal)
  const { kysely } = portal.itsm.admin
  const stored = JSON.stringify([
    (await sql`select * from customer_portal_second_factors`.execute(kysely)).rows,
    (await sql`select * from customer_portal_recovery_codes`.execute(kysely)).rows,
  ])
  for (const text of [secret, ...recoveryCodes, ...recoveryCodes.map((code) => code.replaceAll('-', ''))])
    t.notMatch(stored, text)
  t.notMatch(portal.log.join(''), secret)
})

onEachDatabase(t, 'nothing is asked for before a first code has shown that the app works', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const token = await portal.signIn()
  const confirm = (code: string) => post(portal, token, '/auth/second-factor/confirmation', { code })
  t.equal(codeOf(await confirm('123456')), 'SECOND_FACTOR_STATE')
  t.equal(codeOf(await post(portal, token, '/auth/second-factor', { password: 'wrong' })), 'WRONG_PASSWORD')
  portal.setNow(start)
  const first = await startSecondFactor(portal, token, demoPassword)
  const second = await startSecondFactor(portal, token, demoPassword)
  t.not(first, second)
  t.equal((await signInWith(portal)).statusCode, 200)
  t.equal(codeOf(await confirm(codeAt(first, start))), 'INVALID_CODE', 'the latest secret counts')
  t.equal((await confirm(codeAt(second, start))).statusCode, 200)
  t.equal(codeOf(await post(portal, token, '/auth/second-factor', { password: demoPassword })), 'SECOND_FACTOR_STATE')
})

onEachDatabase(t, 'it is switched off with the password', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const { token } = await enable(portal)
  const off = (password: string) => post(portal, token, '/auth/second-factor/removal', { password })
  t.equal(codeOf(await off('wrong')), 'WRONG_PASSWORD')
  t.equal((await off(demoPassword)).statusCode, 204)
  t.equal((await signInWith(portal)).statusCode, 200)
  const state = await portal.request(token, { url: `${api}/auth/second-factor` })
  t.same(state.json().data, { isEnabled: false, recoveryCodesLeft: 0 })
})

onEachDatabase(t, 'wrong codes are delayed like wrong passwords', async (t, dialect) => {
  const portal = await startPortal(t, dialect, { environment: { SIGN_IN_FAILURES_BEFORE_DELAY: '3' } })
  await enable(portal)
  const statuses = []
  for (let count = 0; count < 4; count++) statuses.push((await signInWith(portal, '000000')).statusCode)
  t.same(statuses, [401, 401, 401, 429])
})

onEachDatabase(
  t,
  'a new secret of the service loses no second factor, also once the old one is gone',
  async (t, dialect) => {
    const portal = await startPortal(t, dialect)
    const { secret } = await enable(portal)
    const stored = () => storedSecrets(portal)
    const before = await stored()
    const startWith = (JWT_SECRET: string, JWT_PREVIOUS_SECRETS = '') =>
      startPortalOn(t, { ...portal.itsm, drop: async () => {} }, { environment: { JWT_SECRET, JWT_PREVIOUS_SECRETS } })
    const next = 'the next secret of the service, long enough'
    const rotated = await startWith(next, portal.environment.JWT_SECRET)
    rotated.setNow(after(600))
    t.equal((await signInWith(rotated, codeAt(secret, after(600)))).statusCode, 200)
    while ((await stored())[0] === before[0]) await sleep(20)

    const later = await startWith(next)
    later.setNow(after(1200))
    t.equal((await signInWith(later, codeAt(secret, after(1200)))).statusCode, 200)
    t.notMatch(later.log.join(''), 'missing in JWT_PREVIOUS_SECRETS')
  },
)

onEachDatabase(
  t,
  'where its secret was lost, a code of the app is wrong, a recovery code works',
  async (t, dialect) => {
    const portal = await startPortal(t, dialect)
    const { secret, recoveryCodes } = await enable(portal)
    const lost = await startPortalOn(
      t,
      { ...portal.itsm, drop: async () => {} },
      { environment: { JWT_SECRET: 'a secret of the service that is quite another' } },
    )
    lost.setNow(after(600))
    t.equal(codeOf(await signInWith(lost, codeAt(secret, after(600)))), 'INVALID_CODE')
    t.equal((await signInWith(lost, recoveryCodes[0])).statusCode, 200)
    while (!lost.log.join('').includes('missing in JWT_PREVIOUS_SECRETS')) await sleep(20)
    t.pass('and the operator is told')
  },
)

onEachDatabase(t, 'confirmed several times at once, it is confirmed once', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  portal.setNow(start)
  const token = await portal.signIn()
  const secret = await startSecondFactor(portal, token, demoPassword)
  const confirm = () => post(portal, token, '/auth/second-factor/confirmation', { code: codeAt(secret, start) })
  const answers = await Promise.all([confirm(), confirm(), confirm()])
  t.same(answers.map(({ statusCode }) => statusCode).toSorted(), [200, 409, 409])
  const state = await portal.request(token, { url: `${api}/auth/second-factor` })
  t.same(state.json().data, { isEnabled: true, recoveryCodesLeft: 10 })
})

async function storedSecrets({ itsm }: TestPortal): Promise<string[]> {
  const { kysely } = itsm.admin
  const rows = await kysely.selectFrom('customer_portal_second_factors').select('sealed_secret').execute()
  return rows.map(({ sealed_secret }) => sealed_secret)
}
