import { spawnSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { type DatabaseServer, freePort, startServer } from './database-server.ts'

/** Whether this machine has a MariaDB server program. */
export function hasMariaDb(): boolean {
  return spawnSync('mariadbd', ['--version']).status === 0
}

/** Creates the data of a new server, with a root who has no password. @param options further arguments, such as where */
export function installMariaDb(options: string[]): void {
  const { status, stderr, stdout } = spawnSync('mariadb-install-db', [
    '--no-defaults',
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
    ...options,
  ])
  if (status !== 0) throw new Error(`mariadb-install-db failed: ${stderr}${stdout}`)
}

/**
 * Starts a private MariaDB server on a free port of the loopback address.
 *
 * @param options further arguments for `mariadbd`
 * @param asService in a session of its own, as services run: Linux shares processor time out between sessions first.
 *   Ctrl+C then does not reach it; whoever starts it so stops it.
 */
export async function startMariaDb(options: string[] = [], { asService = false } = {}): Promise<DatabaseServer> {
  const directory = mkdtempSync(join(tmpdir(), 'customer-portal-mariadb-'))
  const data = join(directory, 'data')
  // A server that starts deletes the temporary tables in this directory, also those of another server.
  const temporary = `--tmpdir=${directory}`
  const asUser = userInfo().uid === 0 ? ['--user=root'] : []
  installMariaDb([`--datadir=${data}`, temporary, ...asUser])
  const port = await freePort()
  return startServer({
    command: 'mariadbd',
    args: [
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
    directory,
    port,
    asService,
  })
}
