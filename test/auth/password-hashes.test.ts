import { hash as bcryptHash } from 'bcrypt'
import { sql } from 'kysely'
import t, { type Test } from 'tap'
import type { Dialect } from '../../src/database/connection.ts'
import { createTestItsm, onEachDatabase, open } from '../support/databases.ts'
import { startPortal, startPortalOn } from '../support/portal.ts'
import { login } from './login.ts'
import { storedUser, storePassword } from './stored-users.ts'

const password = 'their password'

onEachDatabase(t, 'bcrypt hashes of operators work, and become argon2id at the first sign-in', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const bcrypt = await bcryptHash(password, 4)
  for (const prefix of ['$2a$', '$2b$', '$2y$']) {
    await storePassword(portal, bcrypt.replace('$2b$', prefix))
    t.equal((await login(portal, { password: 'not theirs' })).statusCode, 401, prefix)
    t.ok((await storedUser(portal)).password_hash.startsWith(prefix), 'a failure changes nothing')
    t.equal((await login(portal, { password })).statusCode, 200, prefix)
    t.match((await storedUser(portal)).password_hash, /^\$argon2id\$v=19\$m=8192,/)
    t.equal((await login(portal, { password: 'not theirs' })).statusCode, 401, 'still theirs alone')
    t.equal((await login(portal, { password })).statusCode, 200, 'and the next sign-in works')
  }
})

onEachDatabase(t, 'a hash of former parameters is made anew, one of today’s stays', async (t, dialect) => {
  const portal = await startPortal(t, dialect, { environment: { ARGON2_MEMORY_KIB: '9216' } })
  const { password_hash: former } = await storedUser(portal)
  t.match(former, /m=8192,/)
  await portal.signIn()
  const { password_hash: todays } = await storedUser(portal)
  t.match(todays, /m=9216,/)
  await portal.signIn()
  t.equal((await storedUser(portal)).password_hash, todays)
})

onEachDatabase(t, 'a password longer than bcrypt looks at is not made the new one unseen', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const long = 'x'.repeat(80)
  await storePassword(portal, await bcryptHash(long, 4))
  t.equal((await login(portal, { password: `${long.slice(0, 72)}something else` })).statusCode, 200)
  t.match((await storedUser(portal)).password_hash, /^\$2b\$/)
})

onEachDatabase(t, 'a password that was changed during the sign-in is not overwritten', async (t, dialect) => {
  const { portal, changed } = await startChanging(t, dialect)
  t.equal((await login(portal)).statusCode, 401, 'it was right when it was read, and no longer is')
  t.equal((await storedUser(portal)).password_hash, changed)
  t.equal((await login(portal)).statusCode, 401)
  t.equal((await login(portal, { password: 'a new password' })).statusCode, 200)
})

onEachDatabase(t, 'no session outlives the password that it was opened with', async (t, dialect) => {
  const { portal } = await startChanging(t, dialect, { isRenewedBefore: true })
  t.equal((await login(portal)).statusCode, 401)
  const sessions = await portal.itsm.admin.kysely.selectFrom('customer_portal_sessions').selectAll().execute()
  t.equal(sessions.length, 1, 'that of the sign-in before')
})

/** A portal where somebody changes the password just after a sign-in has read its hash. */
async function startChanging(t: Test, dialect: Dialect, { isRenewedBefore = false } = {}) {
  const itsm = await createTestItsm(dialect)
  const { kysely, ...database } = dialect === 'sqlite' ? itsm.admin : open(itsm.url)
  const changed = await bcryptHash('a new password', 4)
  let isRead = isRenewedBefore
  const changing = kysely.withPlugin({
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      if (!isRead && result.rows.some((row) => 'passwordHash' in row)) {
        isRead = true
        await storePassword({ itsm }, changed)
      }
      return result
    },
  })
  const portal = await startPortalOn(t, itsm, { database: { ...database, kysely: changing } })
  if (isRenewedBefore) {
    t.equal((await login(portal)).statusCode, 200)
    isRead = false
  }
  return { portal, changed }
}

onEachDatabase(t, 'what is no hash lets nobody in', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  for (const stored of ['', 'changeme', '$2b$', '$2x$10$abc', '$argon2id$', '$argon2id$v=19$m=8192,t=1,p=1$', '*']) {
    await storePassword(portal, stored)
    const answers = await Promise.all(['changeme', stored || 'x'].map((password) => login(portal, { password })))
    for (const { statusCode } of answers) t.equal(statusCode, 401, stored)
    t.equal((await storedUser(portal)).password_hash, stored)
  }
})

onEachDatabase(t, 'a failed sign-in leaves no trace in the account', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const before = await storedUser(portal)
  await login(portal, { password: 'wrong' })
  t.same({ ...(await storedUser(portal)) }, { ...before })
  const { rows } = await sql`select id from customer_portal_sessions`.execute(portal.itsm.admin.kysely)
  t.equal(rows.length, 0, 'nor a session')
})
