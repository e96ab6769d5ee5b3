import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { type DatabaseServer, freePort, startServer } from './database-server.ts'

/** The folder into which `.ci/mysql` has unpacked a MySQL server, if it has. */
const root = process.env.TEST_MYSQL_ROOT

/** The program and its first arguments: it runs with the libraries of its own release. */
const program = (folder: string): [string, ...string[]] => [
  join(folder, 'usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2'),
  '--library-path',
  ['usr/lib/x86_64-linux-gnu', 'usr/lib/mysql/private'].map((path) => join(folder, path)).join(':'),
  join(folder, 'usr/sbin/mysqld'),
  '--no-defaults',
  `--basedir=${join(folder, 'usr')}`,
  `--lc-messages-dir=${join(folder, 'usr/share/mysql')}`,
]

/** Starts a private MySQL server on a free port of the loopback address, or returns undefined where there is none. */
export async function startMySql(options: string[] = []): Promise<DatabaseServer | undefined> {
  if (!root || !existsSync(join(root, 'usr/sbin/mysqld'))) return undefined
  const [command, ...first] = program(root)
  const directory = mkdtempSync(join(tmpdir(), 'customer-portal-mysql-'))
  const common = [
    ...first,
    `--datadir=${join(directory, 'data')}`,
    ...(userInfo().uid === 0 ? ['--user=root'] : []),
    ...options,
  ]
  const created = spawnSync(command, [...common, '--initialize-insecure'])
  if (created.status !== 0) throw new Error(`mysqld --initialize failed: ${created.stderr}`)
  const port = await freePort()
  return startServer({
    command,
    args: [
      ...common,
      `--socket=${join(directory, 'socket')}`,
      `--pid-file=${join(directory, 'pid')}`,
      `--port=${port}`,
      '--bind-address=127.0.0.1',
      '--mysqlx=OFF',
      '--secure-file-priv=NULL',
      '--skip-log-bin',
      '--max-connections=400',
    ],
    directory,
    port,
  })
}
