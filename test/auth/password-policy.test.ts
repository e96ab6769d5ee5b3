import t from 'tap'
import { demoIds } from '../../src/demo/people.ts'
import { linkFor } from '../support/links.ts'
import { api, startPortal } from '../support/portal.ts'

const refused: Record<string, string[]> = {
  COMMON_PASSWORD: ['password1234', 'Passwort123', 'changeme12', 'P@ssw0rd123'],
  KEYBOARD_PATTERN: ['asdfghjklöä', 'zxcvbnm,./', 'wertzuiop1'],
  REPETITION: ['aaaaaaaaaaaa', 'abcabcabcabc', '1212121212'],
  SEQUENCE: ['abcdefghijkl', '9876543210'],
  DATE: ['01.01.1990', '23/11/2026'],
}

t.test('what is easy to guess is refused, and says why', async (t) => {
  const portal = await startPortal(t, 'sqlite')
  const token = await portal.signIn()
  const profile = (await portal.request(token, { url: `${api}/auth/me` })).json().data
  const owned = [profile.email, `prefix ${profile.displayName.split(' ').at(-1)} suffix`, `${profile.customer.name} 99`]
  for (const [code, passwords] of Object.entries({ ...refused, CONTAINS_OWN_DATA: owned }))
    for (const newPassword of passwords) {
      const answer = await portal.request(token, {
        method: 'POST',
        url: `${api}/auth/me/password`,
        payload: { currentPassword: 'changeme', newPassword },
      })
      t.equal(answer.statusCode, 422, newPassword)
      const { error } = answer.json()
      t.match(error, { code: 'PASSWORD_TOO_WEAK', details: [{ path: 'body/newPassword', code }] }, newPassword)
      t.notMatch(answer.body, newPassword, 'and does not repeat it')
    }
})

t.test('there are no rules about kinds of characters, and every script will do', async (t) => {
  const portal = await startPortal(t, 'sqlite')
  const fine = [
    'four uncommon words together',
    'zwölf Boxkämpfer jagen',
    'xK9#mPq2vLw',
    '正确马电池订书钉很好用',
    '🦄🌵🎺🪗🧭🪁🛶🧶🪐🦩',
  ]
  for (const password of [...fine, `long ${'🦄'.repeat(250)}`, 'a b c d e f g!']) {
    const token = await linkFor(portal, demoIds.katharina)
    const answer = await portal.request(null, {
      method: 'POST',
      url: `${api}/auth/password`,
      payload: { token, password },
    })
    t.equal(answer.statusCode, 204, password.slice(0, 30))
    await t.resolves(portal.signIn(undefined, undefined, password))
  }
})

t.test('the length is that of the contract: characters below, bytes above', async (t) => {
  const portal = await startPortal(t, 'sqlite')
  const token = await linkFor(portal, demoIds.katharina)
  const tooLong = ['x'.repeat(1025), '🦄'.repeat(257)]
  for (const password of ['Zk4#mPq2v', 'zwölf Box', ...tooLong]) {
    const answer = await portal.request(null, {
      method: 'POST',
      url: `${api}/auth/password`,
      payload: { token, password },
    })
    t.equal(answer.json().error.code, 'VALIDATION_FAILED', password.slice(0, 20))
  }
})
