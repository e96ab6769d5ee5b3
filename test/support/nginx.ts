import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import type { Test } from 'tap'
import { freePort } from './database-server.ts'
import { untilItAnswers } from './processes.ts'

const template = readFileSync(new URL('../../deploy/nginx/portal.conf.template', import.meta.url), 'utf8')

/** Why the tests of the proxy are skipped, where the machine has no nginx; CI must have one. */
export const nginxSkip =
  spawnSync('nginx', ['-v']).status === 0 || process.env.CI === 'true' ? false : 'no nginx on this machine'

/**
 * Starts nginx with the configuration that compose.yaml uses; the end of the test stops it.
 *
 * @param replicas where the portal listens, as host:port
 * @returns the port of 127.0.0.1 that it listens on
 */
export async function startNginx(t: Test, ...replicas: [string, ...string[]]): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'customer-portal-nginx-'))
  const port = await freePort()
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `${kind}_temp_path ${folder}/${kind};`,
  )
  // Its workers keep large bodies in this folder; started by root, they would be somebody else.
  const user = userInfo().uid === 0 ? 'user root;' : ''
  writeFileSync(
    join(folder, 'nginx.conf'),
    `${user} daemon off; pid ${folder}/pid; error_log stderr crit; events {}
     http { access_log off; ${paths.join(' ')} ${siteOf(replicas, port)} }`,
  )
  const nginx = spawn('nginx', ['-c', join(folder, 'nginx.conf'), '-e', 'stderr'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = once(nginx, 'exit')
  t.teardown(async () => {
    nginx.kill('SIGTERM')
    await ended
    rmSync(folder, { recursive: true, force: true })
  })
  const refused = ended.then(() => {
    throw new Error('nginx did not start')
  })
  await Promise.race([untilItAnswers(`http://127.0.0.1:${port}/`, (status) => status === 404), refused])
  return port
}

/** Fills in the template as the image of nginx does, with a `server` line for each replica. */
function siteOf(replicas: string[], port: number): string {
  return template
    .replace(/^ *server \$\{PORTAL_UPSTREAM\}.*\n/m, (line) =>
      replicas.map((replica) => line.replace(/\$\{\w+\}/, replica)).join(''),
    )
    .replace(/\$\{PORTAL_LISTEN\}/, `127.0.0.1:${port}`)
    .replace(/\$\{PORTAL_SERVER_NAME\}/, 'localhost')
}
