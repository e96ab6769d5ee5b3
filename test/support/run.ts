/**
 * Runs the tests: starts a private MariaDB server (or takes TEST_DATABASE_URL), runs tap, and closes with the totals.
 * Arguments are files or folders: `node test/support/run.ts test/tickets` runs a part.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { hasMariaDb, type MariaDbServer, startMariaDb } from './mariadb.ts'

const isCi = process.env.CI === 'true'
const warn = (text: string) => console.error(`\n${'!'.repeat(80)}\n${text}\n${'!'.repeat(80)}\n`)

// What is written meanwhile, databases above all, need not outlive the tests: it stays in memory where there is room.
const memory = '/dev/shm'
const isRoomy = (folder: string) => {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize > 4 * 1024 ** 3
}
if (existsSync(memory) && isRoomy(memory)) process.env.TMPDIR = memory

const environment = { ...process.env }
let server: MariaDbServer | undefined
if (!environment.TEST_DATABASE_URL) {
  if (hasMariaDb()) {
    // Its data end with it: it need not survive a power failure. Tests that kill a server start their own.
    server = await startMariaDb(['--innodb-flush-log-at-trx-commit=0', '--innodb-doublewrite=0'])
    environment.TEST_DATABASE_URL = server.url
  } else {
    warn('No mariadbd on this machine and no TEST_DATABASE_URL: the MariaDB half of the tests is SKIPPED.')
    if (isCi) process.exit(1)
  }
}

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
const output = join(folder, 'output.tap')
const code = await new Promise<number>((resolve) => {
  const tap = spawn('tap', ['run', '--reporter=terse', `--output-file=${output}`, ...programsOf(files, folder)], {
    stdio: 'inherit',
    env: environment,
  })
  tap.once('exit', (exitCode) => resolve(exitCode ?? 1))
})
await server?.stop()

const results = existsSync(output) ? readFileSync(output, 'utf8') : ''
rmSync(folder, { recursive: true })
for (const failure of results.match(/^ *not ok .*\n(?: +---\n[\s\S]*?\n +\.\.\.$)?/gm) ?? []) console.error(failure)
const totals = /^# \{ total: .*\}$/m.exec(results)?.[0] ?? ''
const count = (what: string) => Number(new RegExp(`${what}: (\\d+)`).exec(totals)?.[1] ?? 0)
const skipped = count('skip')
console.log(`\n${count('pass')} passed, ${count('fail')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exitCode = code

/**
 * Some files of one folder share a process, one after the other: loading the sources takes longer than most files.
 *
 * @returns the programs to run
 */
function programsOf(files: readonly string[], folder: string): string[] {
  const atMost = Math.min(8, Math.ceil(files.length / 8))
  return Object.entries(Object.groupBy(files, (file) => dirname(file))).flatMap(([directory, together = []]) =>
    Array.from({ length: Math.ceil(together.length / atMost) }, (_, position) => {
      const program = join(folder, directory, `${position + 1}.test.mjs`)
      const members = together.slice(position * atMost, (position + 1) * atMost)
      mkdirSync(dirname(program), { recursive: true })
      writeFileSync(program, members.map((file) => `await import('${pathToFileURL(resolve(file))}')\n`).join(''))
      return program
    }),
  )
}
