import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createConnection } from 'mysql2/promise'

/** A MariaDB server of the tests' own, in a temporary directory. */
export interface MariaDbServer {
  /** `mysql://root@127.0.0.1:port`, without a database. */
  url: string
  /** Kills the server at once, as a crash would. */
  kill(): Promise<void>
  /** Starts it again on the same port with the same data. */
  start(): Promise<void>
  /** Sends a signal, such as SIGSTOP, so that it neither answers nor refuses. */
  signal(signal: NodeJS.Signals): void
  /** Stops it by its process id and deletes its data. */
  stop(): Promise<void>
}

/** Whether this machine has a MariaDB server program. */
export function hasMariaDb(): boolean {
  return spawnSync('mariadbd', ['--version']).status === 0
}

/**
 * Starts a private MariaDB server on a free port of the loopback address.
 *
 * @param options further arguments for `mariadbd`
 * @param asService in a session of its own, as services run: Linux shares processor time out between sessions first.
 *   Ctrl+C then does not reach it; whoever starts it so stops it.
 */
export async function startMariaDb(options: string[] = [], { asService = false } = {}): Promise<MariaDbServer> {
  const directory = mkdtempSync(join(tmpdir(), 'customer-portal-mariadb-'))
  const data = join(directory, 'data')
  // A server that starts deletes the temporary tables in this directory, also those of another server.
  const temporary = `--tmpdir=${directory}`
  const asUser = userInfo().uid === 0 ? ['--user=root'] : []
  const install = spawnSync('mariadb-install-db', [
    '--no-defaults',
    `--datadir=${data}`,
    temporary,
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
    ...asUser,
  ])
  if (install.status !== 0) throw new Error(`mariadb-install-db failed: ${install.stderr}${install.stdout}`)

  const port = await freePort()
  const url = `mysql://root@127.0.0.1:${port}`
  let server: ChildProcess | undefined

  const start = async () => {
    server = spawn(
      'mariadbd',
      [
        '--no-defaults',
        `--datadir=${data}`,
        temporary,
        `--socket=${join(directory, 'socket')}`,
        `--pid-file=${join(directory, 'pid')}`,
        `--port=${port}`,
        '--bind-address=127.0.0.1',
        '--character-set-server=utf8mb4',
        '--collation-server=utf8mb4_unicode_ci',
        '--innodb-flush-log-at-trx-commit=1',
        '--max-connections=400',
        ...asUser,
        ...options,
      ],
      { stdio: 'ignore', detached: asService },
    )
    await untilItAnswers(url)
  }
  const end = async (signal: NodeJS.Signals) => {
    const process = server
    if (!process || process.exitCode !== null || process.signalCode !== null) return
    const ended = new Promise((resolve) => process.once('exit', resolve))
    process.kill(signal)
    await ended
  }

  await start()
  return {
    url,
    start,
    kill: () => end('SIGKILL'),
    signal: (signal) => {
      server?.kill(signal)
    },
    stop: async () => {
      await end('SIGTERM')
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

async function untilItAnswers(url: string): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    try {
      const connection = await createConnection(url)
      await connection.end()
      return
    } catch {
      await sleep(100)
    }
  }
  throw new Error('the private MariaDB server did not start')
}

/** A port of the loopback address that is free now. */
export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}
