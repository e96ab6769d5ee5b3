import t from 'tap'
import { createPasswords } from '../../src/auth/passwords.ts'
import { readServiceSettings } from '../../src/config/read-settings.ts'
import { onEachDatabase } from '../support/databases.ts'
import { api, startPortal, testEnvironment } from '../support/portal.ts'
import { login } from './login.ts'

onEachDatabase(t, 'while a hundred people sign in, tickets are listed', async (t, dialect) => {
  const environment = {
    ARGON2_MEMORY_KIB: '19456',
    ARGON2_ITERATIONS: '2',
    PASSWORD_HASH_CONCURRENCY: '1',
    // However slow the machine is, nobody is sent away while they wait for their turn.
    DATABASE_TIMEOUT_MS: '120000',
  }
  const portal = await startPortal(t, dialect, { environment })
  const token = await portal.signIn()
  let left = 100
  const storm = Array.from({ length: 100 }, async () => {
    const { statusCode } = await login(portal)
    left--
    return statusCode
  })
  for (let count = 0; count < 20; count++)
    t.equal((await portal.request(token, { url: `${api}/tickets` })).statusCode, 200)
  t.ok(left > 0, `${left} of them were still waiting when twenty lists had been answered`)
  t.same(new Set(await Promise.all(storm)), new Set([200]), 'and all of them got in')
})

t.test('no more hashes are computed at once than is set', async (t) => {
  const mebibytes = 128
  const passwords = await createPasswords(
    readServiceSettings({
      ...testEnvironment,
      ARGON2_MEMORY_KIB: String(mebibytes * 1024),
      PASSWORD_HASH_CONCURRENCY: '1',
      DATABASE_URL: 'sqlite::memory:',
    }),
  )
  const residentMebibytes = () => process.memoryUsage.rss() / 2 ** 20
  const before = residentMebibytes()
  let highest = before
  const watch = setInterval(() => {
    highest = Math.max(highest, residentMebibytes())
  }, 2)
  await Promise.all(Array.from({ length: 8 }, () => passwords.verifyNothing('a password')))
  clearInterval(watch)
  // Each takes as much memory as it is set to: two at once would show.
  t.ok(highest - before < mebibytes * 1.8, `${Math.round(highest - before)} MiB more for hashes of ${mebibytes} MiB`)
})

t.test('beyond what can wait, people are told to come back', async (t) => {
  const passwords = await createPasswords(
    readServiceSettings({ ...testEnvironment, PASSWORD_HASH_CONCURRENCY: '1', DATABASE_URL: 'sqlite::memory:' }),
  )
  const outcomes = await Promise.allSettled(Array.from({ length: 600 }, () => passwords.verifyNothing('a password')))
  const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []))
  t.ok(refused.length > 0 && refused.length < 600, `${refused.length} of 600`)
  for (const error of refused) t.equal(error.code, 'SERVICE_UNAVAILABLE')
  t.equal(await passwords.verifyNothing('a password'), false, 'and afterwards everybody can again')
})
