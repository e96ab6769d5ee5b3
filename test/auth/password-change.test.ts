import t from 'tap'
import { demoIds, demoPassword } from '../../src/demo/people.ts'
import { onEachDatabase } from '../support/databases.ts'
import { linkFor } from '../support/links.ts'
import { api, startPortal, startPortalOn, type TestPortal } from '../support/portal.ts'
import { login } from './login.ts'

const newPassword = 'eleven purple umbrellas'

function change(portal: TestPortal, token: string, currentPassword: string, password = newPassword) {
  return portal.request(token, {
    method: 'POST',
    url: `${api}/auth/me/password`,
    payload: { currentPassword, newPassword: password },
  })
}

const statusOf = async (portal: TestPortal, token: string) =>
  (await portal.request(token, { url: `${api}/auth/me` })).statusCode

onEachDatabase(t, 'a new password ends all other sessions, and leaves this one', async (t, dialect) => {
  const portal = await startPortal(t, dialect)
  const [mine, other, colleague] = [
    await portal.signIn(),
    await portal.signIn(),
    await portal.signIn('mehmet.yildiz@acme.example.com'),
  ]
  const link = await linkFor(portal, demoIds.katharina)
  t.equal(await statusOf(portal, other), 200)
  t.equal((await change(portal, mine, demoPassword)).statusCode, 204)
  t.equal(await statusOf(portal, mine), 200)
  t.equal(await statusOf(portal, other), 401)
  t.equal(await statusOf(portal, colleague), 200, 'those of others are not concerned')
  t.equal((await login(portal)).statusCode, 401)
  t.equal((await login(portal, { password: newPassword })).statusCode, 200)
  const byLink = { method: 'POST', url: `${api}/auth/password-links`, payload: { token: link } } as const
  t.equal((await portal.request(null, byLink)).statusCode, 410, 'links that were under way work no more')
})

onEachDatabase(t, 'the current password is asked for, and tries are limited', async (t, dialect) => {
  const portal = await startPortal(t, dialect, { environment: { LOGIN_LIMIT_PER_ACCOUNT: '3' } })
  const token = await portal.signIn()
  for (const wrong of ['wrong', `${demoPassword} `]) {
    const answer = await change(portal, token, wrong)
    t.equal(answer.statusCode, 403)
    t.equal(answer.json().error.code, 'WRONG_PASSWORD')
  }
  t.equal((await login(portal)).statusCode, 200, 'the password is the old one')
  t.equal((await change(portal, token, 'wrong')).statusCode, 403)
  t.equal((await change(portal, token, demoPassword)).statusCode, 429, 'a borrowed session cannot guess for long')
})

onEachDatabase(t, 'other replicas know within seconds that a session was ended', async (t, dialect) => {
  const one = await startPortal(t, dialect)
  const two = await startPortalOn(t, { ...one.itsm, drop: async () => {} })
  const [mine, other] = [await one.signIn(), await one.signIn()]
  t.equal((await change(one, mine, demoPassword)).statusCode, 204)
  t.equal(await statusOf(two, other), 401, 'at once where the session was not remembered')
})
