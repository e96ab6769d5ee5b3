import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { demoLogin } from '../../src/demo/people.ts'
import { freePort } from '../support/database-server.ts'
import { copiedPaths, execForm, imageInstructions, root } from '../support/image.ts'
import { api } from '../support/portal.ts'
import { untilItAnswers } from '../support/processes.ts'

const isBuilt = existsSync(join(root, 'dist/portal'))

/** Lays out a folder like the one of the image: what the Dockerfile copies, and the dependencies of production alone. */
function layOut(t: Test): string {
  const folder = mkdtempSync(join(tmpdir(), 'customer-portal-image-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  for (const path of [...copiedPaths().fromRepository, ...(isBuilt ? ['dist'] : []), ...productionPackages()])
    cpSync(join(root, path), join(folder, path), { recursive: true, filter: isFromRegistry })
  mkdirSync(join(folder, '.data'))
  return folder
}

function productionPackages(): string[] {
  const { packages }: { packages: Record<string, { dev?: boolean; devOptional?: boolean }> } = JSON.parse(
    readFileSync(join(root, 'package-lock.json'), 'utf8'),
  )
  return Object.entries(packages)
    .filter(([path, { dev, devOptional }]) => path !== '' && !dev && !devOptional && existsSync(join(root, path)))
    .map(([path]) => path)
}

/** Not what a package compiled when it was installed here: no script runs when the image is built. */
function isFromRegistry(path: string): boolean {
  return !/node_modules\/[\w-]+\/build\/Release$/.test(path)
}

/** Runs a command of the Dockerfile in the folder. */
function run(command: string[], folder: string, port: number) {
  const [program, ...args] = command
  if (program !== 'node') throw new Error(`the image runs ${program}`)
  const settings = Object.fromEntries(
    imageInstructions('ENV').flatMap((line) => line.split(/\s+/).map((pair) => pair.split('='))),
  )
  const env = { ...settings, PORT: String(port), SHUTDOWN_DELAY_MS: '0' }
  return { program: process.execPath, args, options: { cwd: folder, env, stdio: 'ignore' as const } }
}

t.test('what the image holds is enough to run', async (t) => {
  const folder = layOut(t)
  const port = await freePort()
  const start = run(execForm(imageInstructions('CMD')[0]), folder, port)
  const service = spawn(start.program, start.args, start.options)
  const ended = once(service, 'exit')
  t.teardown(async () => {
    service.kill('SIGKILL')
    await ended
  })
  const url = `http://127.0.0.1:${port}`
  const refused = ended.then(() => {
    throw new Error('the service did not start')
  })
  await Promise.race([untilItAnswers(`${url}/health/ready`, (status) => status === 200), refused])

  const healthCheck = /CMD (\[.*\])$/.exec(imageInstructions('HEALTHCHECK')[0] ?? '')?.[1]
  const check = run(execForm(healthCheck), folder, port)
  const health = () => spawnSync(check.program, check.args, check.options).status

  t.equal(health(), 0, 'the health check takes it for healthy')
  const signedIn = await fetch(`${url}${api}/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(demoLogin),
  })
  t.equal(signedIn.status, 200, 'passwords can be verified')
  t.equal((await fetch(`${url}/docs/`)).status, 200)

  await t.test('with the browser portal', { skip: isBuilt ? false : 'npm run build was not run' }, async (t) => {
    t.equal((await fetch(`${url}/portal/`)).status, 200)
  })

  service.kill('SIGTERM')
  t.same(await Promise.race([ended, refused.catch(() => ended)]), [0, null], 'it ends by itself at SIGTERM')
  t.equal(health(), 1, 'the health check notices')
})
