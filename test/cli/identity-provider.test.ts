import t from 'tap'
import { findProvider } from '../../src/auth/identity-providers-repository.ts'
import { identityProvider } from '../../src/cli/identity-provider.ts'
import { demoIds } from '../../src/demo/people.ts'
import { profileOf, publicUrl, signInThrough, startWithProvider } from '../single-sign-on/single-sign-on.ts'
import { runCommand } from '../support/commands.ts'
import { freePort } from '../support/database-server.ts'
import { onServer } from '../support/databases.ts'
import { testSecret } from '../support/portal.ts'

async function run(url: string, args: string[], input = '', secret = testSecret) {
  const environment = { DATABASE_URL: url, PUBLIC_URL: publicUrl, ...(secret ? { JWT_SECRET: secret } : {}) }
  return runCommand(identityProvider, args, environment, { input })
}

onServer(t, 'the operator configures, shows and removes a provider, with the account of the portal', async (t) => {
  const { portal, provider } = await startWithProvider(t, 'mysql')
  const { url } = portal.itsm
  const tenant = ['--tenant', 'demo-org']
  const set = ['set', ...tenant, '--issuer', provider.issuer, '--client-id', 'portal', '--domains', 'ACME.example.com']

  t.match(await run(url, ['remove', ...tenant]), { code: 0 })
  t.match(await run(url, ['show', ...tenant]), { code: 1, errors: /No identity provider/ })
  const done = await run(url, [...set, '--customer', 'ACME Manufacturing GmbH'], 'a secret of the client\n')
  t.match(done, { code: 0, output: `${publicUrl}/api/v1/portal/auth/oidc/callback`, errors: /^$/ })
  t.equal((await profileOf(portal, await signInThrough(portal, provider))).id, demoIds.katharina, 'and it works')

  const shown = await run(url, ['show', ...tenant])
  t.match(JSON.parse(shown.output), {
    issuer: provider.issuer,
    clientId: 'portal',
    hasSecret: true,
    domains: ['acme.example.com'],
    createdFor: 'ACME Manufacturing GmbH',
    isActive: true,
  })
  t.notMatch(shown.output, 'a secret of the client')
  t.match(await run(url, [...set, '--public']), { code: 0 })
  t.equal((await findProvider(portal.app.database, 'demo-org'))?.encryptedClientSecret, null)

  const away = `http://127.0.0.1:${await freePort()}`
  const early = await run(url, ['set', ...tenant, '--issuer', away, ...set.slice(5), '--public'])
  t.match(early, { code: 0, output: /Configured/, errors: new RegExp(`Warning: from here, ${away} .*ECONNREFUSED`) })
})

onServer(t, 'what is wrong is said, and changes nothing', async (t) => {
  const { portal, provider } = await startWithProvider(t, 'mysql')
  const { url } = portal.itsm
  const before = await findProvider(portal.app.database, 'demo-org')
  const options = { tenant: 'demo-org', issuer: provider.issuer, 'client-id': 'portal', domains: 'acme.example.com' }
  const set = (changed: Record<string, string>, input = 'a secret', secret = testSecret) =>
    run(
      url,
      ['set', ...Object.entries({ ...options, ...changed }).map(([name, value]) => `--${name}=${value}`)],
      input,
      secret,
    )
  t.match(await set({ tenant: 'nobody' }), { code: 1, errors: /no active organisation/ })
  t.match(await set({ issuer: 'http://issuer.example.com' }), { code: 2, errors: /--issuer/ })
  t.match(await set({ domains: '*.example.com,münchen.example' }), { code: 2, errors: /--domains: \*/ })
  t.match(await set({ customer: 'Hansa Shipping KG' }), { code: 1, errors: /no active customer/ })
  t.match(await set({}, ''), { code: 2, errors: /standard input/ })
  t.match(await set({}, 'a secret', ''), { code: 1, errors: /JWT_SECRET/ })
  t.match(await run(url, ['set', '--tenant', 'demo-org']), { code: 2, errors: /Usage/ })
  t.match(await run(url, ['set']), { code: 1, errors: /several organisations/ })
  t.same(await findProvider(portal.app.database, 'demo-org'), before)
})

t.test('wrong calls are told what is right, with exit code 2, before any database is asked', async (t) => {
  const calls = [
    { args: [], problem: 'Missing command.' },
    { args: ['dance'], problem: 'There is no command dance.' },
    { args: ['toString'], problem: 'There is no command toString.' },
    { args: ['show', 'it'], problem: 'Unexpected argument: it' },
    {
      args: ['remove', '--issuer', 'https://login.example.com', '--public'],
      problem: 'remove has no option --issuer, --public.',
    },
  ]
  for (const { args, problem } of calls) {
    const { code, output, errors } = await run('mysql://nobody@127.0.0.1:1/nothing', args)
    t.same({ code, output }, { code: 2, output: '' })
    t.ok(errors.startsWith(`${problem}\n\nUsage: `), errors)
  }
})
