import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { demoLogin } from '../../src/demo/people.ts'
import { freePort } from '../support/mariadb.ts'
import { api, startPortal } from '../support/portal.ts'
import { untilItAnswers } from '../support/processes.ts'

/** Starts nginx with the configuration that compose.yaml uses. @returns where it listens */
async function startProxy(t: Test, upstream: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'customer-portal-nginx-'))
  const port = await freePort()
  const values: Record<string, string> = {
    PORTAL_UPSTREAM: upstream,
    PORTAL_LISTEN: `127.0.0.1:${port}`,
    PORTAL_SERVER_NAME: 'localhost',
  }
  const template = readFileSync(new URL('../../deploy/nginx/portal.conf.template', import.meta.url), 'utf8')
  const site = template.replace(/\$\{(PORTAL_\w+)\}/g, (_, name: string) => values[name] ?? '')
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `${kind}_temp_path ${folder}/${kind};`,
  )
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off; pid ${folder}/pid; error_log stderr; events {} http { access_log off; ${paths.join(' ')} ${site} }`,
  )
  const nginx = spawn('nginx', ['-c', join(folder, 'nginx.conf'), '-e', 'stderr'], { stdio: 'ignore' })
  t.teardown(async () => {
    const ended = once(nginx, 'exit')
    nginx.kill('SIGTERM')
    await ended
    rmSync(folder, { recursive: true, force: true })
  })
  await untilItAnswers(`http://127.0.0.1:${port}/`, (status) => status === 404)
  return `http://127.0.0.1:${port}`
}

const hasNginx = spawnSync('nginx', ['-v']).status === 0
const skip = hasNginx || process.env.CI === 'true' ? false : 'no nginx on this machine'

t.test('behind a real reverse proxy', { skip }, async (t) => {
  const portal = await startPortal(t, 'sqlite', {
    environment: { TRUSTED_PROXIES: '127.0.0.1', LOGIN_LIMIT_PER_ADDRESS: '4' },
  })
  const origin = await startProxy(t, new URL(await portal.app.listen({ host: '127.0.0.1', port: 0 })).host)
  const login = (headers: Record<string, string> = {}) =>
    fetch(`${origin}${api}/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(demoLogin),
    })

  const signedIn: { data: { token: string } } = JSON.parse(await (await login()).text())
  const { token } = signedIn.data
  const list = await fetch(`${origin}${api}/tickets`, { headers: { authorization: `Bearer ${token}` } })
  t.equal(list.status, 200, 'the API is reached')
  const requestId = list.headers.get('x-request-id')
  t.match(requestId, /^[0-9a-f]{32}$/, 'the proxy’s id of the request is taken over')
  t.ok(
    portal.log.some((line) => line.includes(String(requestId))),
    'and stands in the log',
  )

  for (const path of ['/metrics', '/health/live', '/docs', '/openapi.json', '/'])
    t.equal((await fetch(`${origin}${path}`)).status, 404, `${path} is not public`)

  const statuses = []
  for (let count = 0; count < 4; count++)
    statuses.push((await login({ 'x-forwarded-for': `203.0.113.${count}` })).status)
  t.same(statuses, [200, 200, 200, 429], 'what a client says of its own address is not believed')
})
