/**
 * Runs the tests: starts private MariaDB and MySQL servers (or takes TEST_DATABASE_URL and TEST_MYSQL_URL), runs tap,
 * and closes with the totals. Arguments are files or folders: `node test/support/run.ts test/tickets` runs a part.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatabaseServer } from './database-server.ts'
import { galeraSkip } from './galera.ts'
import { hasMariaDb, startMariaDb } from './mariadb.ts'
import { startMySql } from './mysql.ts'
import { writePrograms } from './programs.ts'

const isCi = process.env.CI === 'true'
const warn = (text: string) => console.error(`\n${'!'.repeat(80)}\n${text}\n${'!'.repeat(80)}\n`)

// What is written meanwhile, databases above all, need not outlive the tests. It stays in memory where there is room.
const memory = '/dev/shm'
const isRoomy = (folder: string) => {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize > 4 * 1024 ** 3
}
if (existsSync(memory) && isRoomy(memory)) process.env.TMPDIR = memory

const environment = { ...process.env }
// The data end with the server and need not survive a power failure. Tests that kill a server start their own.
const forgetful = ['--innodb-flush-log-at-trx-commit=0', '--innodb-doublewrite=0']
const servers: DatabaseServer[] = []
for (const [variable, start, missing] of [
  [
    'TEST_DATABASE_URL',
    async () => (hasMariaDb() ? startMariaDb(forgetful) : undefined),
    'No mariadbd on this machine and no TEST_DATABASE_URL: the MariaDB half of the tests is SKIPPED.',
  ],
  [
    'TEST_MYSQL_URL',
    () => startMySql(forgetful),
    'No TEST_MYSQL_ROOT (see .ci/mysql) and no TEST_MYSQL_URL: the tests on MySQL are SKIPPED.',
  ],
] as const) {
  if (environment[variable]) continue
  const server = await start()
  if (server) {
    servers.push(server)
    environment[variable] = server.url
  } else {
    warn(missing)
    if (isCi) process.exit(1)
  }
}
if (galeraSkip) warn(`The tests on a cluster are SKIPPED: ${galeraSkip}.`)

// Takes the plugins out that .taprc does without: a new installation of tap has them all, and is slower for it.
const build = spawnSync('tap', ['build'], { encoding: 'utf8' })
if (build.status !== 0) throw new Error(`tap build failed: ${build.stderr}`)

const folder = mkdtempSync(join(tmpdir(), 'customer-portal-tests-'))
// Every file, and every program that one starts, loads the same sources: they are compiled once.
environment.NODE_COMPILE_CACHE = join(folder, 'compiled')
// tap would read the source maps of everything that is loaded, for a coverage that is not asked for.
environment._TAPJS_PROCESSINFO_EXCLUDE_ = '/./'

const paths = process.argv.length > 2 ? process.argv.slice(2) : ['test']
const files = paths.flatMap((path) => (path.endsWith('.ts') ? [path] : globSync(join(path, '**/*.test.ts')))).toSorted()
// tap keeps results by the path of a program. For a path outside the checkout it would make folders in the checkout.
const programFolder = join('.tap', 'programs')
rmSync(programFolder, { recursive: true, force: true })
const programs = writePrograms(files, programFolder, environment.TEST_MYSQL_URL)
const output = join(folder, 'output.tap')
const code = await new Promise<number>((resolve) => {
  const tap = spawn('tap', ['run', '--reporter=terse', `--output-file=${output}`, ...programs], {
    stdio: 'inherit',
    env: environment,
  })
  tap.once('exit', (exitCode) => resolve(exitCode ?? 1))
})
for (const server of servers) await server.stop()

const results = existsSync(output) ? readFileSync(output, 'utf8') : ''
rmSync(folder, { recursive: true })
for (const failure of results.match(/^ *not ok .*\n(?: +---\n[\s\S]*?\n +\.\.\.$)?/gm) ?? []) console.error(failure)
const totals = /^# \{ total: .*\}$/m.exec(results)?.[0] ?? ''
const count = (what: string) => Number(new RegExp(`${what}: (\\d+)`).exec(totals)?.[1] ?? 0)
const skipped = count('skip')
console.log(`\n${count('pass')} passed, ${count('fail')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exitCode = code
