import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createConnection, type RowDataPacket } from 'mysql2/promise'
import { endProcess, freePort } from './database-server.ts'
import { hasMariaDb, installMariaDb } from './mariadb.ts'

/** Galera's library, where Debian's `galera-4` puts it. */
const library = '/usr/lib/galera/libgalera_smm.so'

const isComplete = hasMariaDb() && existsSync(library) && spawnSync('rsync', ['--version']).status === 0

/** Why the tests on a cluster are skipped, where the machine cannot run one; CI must be able to. */
export const galeraSkip =
  isComplete || process.env.CI === 'true' ? false : 'no mariadbd, no galera-4 or no rsync on this machine'

/** The servers do not run as root: a daemon of rsync gives up root's rights and then could not write the data. */
const isRoot = userInfo().uid === 0
const asUser = isRoot ? ['--user=mysql'] : []

/** A node of a cluster. */
export interface ClusterNode {
  /** `mysql://root@127.0.0.1:port`, without a database. */
  url: string
  /** Kills the node at once, as a crash would. */
  kill(): Promise<void>
  /** Starts it again and waits until it has caught up with the others. */
  start(): Promise<void>
}

/** Three nodes of MariaDB Galera. */
export interface Cluster {
  nodes: readonly [ClusterNode, ClusterNode, ClusterNode]
  /** Stops the nodes by their process ids and deletes their data. */
  stop(): Promise<void>
}

/** The addresses of a node. */
interface Ports {
  client: number
  group: number
  incremental: number
  full: number
}

/** Starts a private cluster on free ports of the loopback address. Its data are in memory where TMPDIR is. */
export async function startCluster(): Promise<Cluster> {
  const directory = mkdtempSync(join(tmpdir(), 'customer-portal-galera-'))
  if (isRoot) spawnSync('chown', ['mysql', directory])
  const [first, second, third] = [await freePorts(), await freePorts(), await freePorts()]
  const members = [first, second, third].map(({ group }) => `127.0.0.1:${group}`).join(',')
  const nodeAt = (name: string, ports: Ports) => createNode({ directory: join(directory, name), name, ports, members })
  const nodes = [nodeAt('first', first), nodeAt('second', second), nodeAt('third', third)] as const
  const stop = async () => {
    for (const node of nodes) await node.kill()
    rmSync(directory, { recursive: true, force: true })
  }
  try {
    await nodes[0].start(['--wsrep-new-cluster'])
    await nodes[1].start()
    await nodes[2].start()
  } catch (error) {
    await stop()
    throw error
  }
  return { nodes, stop }
}

async function freePorts(): Promise<Ports> {
  return { client: await freePort(), group: await freePort(), incremental: await freePort(), full: await freePort() }
}

function createNode({
  directory,
  name,
  ports,
  members,
}: {
  directory: string
  name: string
  ports: Ports
  members: string
}) {
  const url = `mysql://root@127.0.0.1:${ports.client}`
  const log = join(directory, 'log')
  const data = join(directory, 'data')
  const args = [
    '--no-defaults',
    `--datadir=${data}`,
    `--tmpdir=${directory}`,
    `--socket=${join(directory, 'socket')}`,
    `--pid-file=${join(directory, 'pid')}`,
    `--port=${ports.client}`,
    '--bind-address=127.0.0.1',
    '--character-set-server=utf8mb4',
    '--collation-server=utf8mb4_unicode_ci',
    '--innodb-log-file-size=16M',
    '--innodb-autoinc-lock-mode=2',
    '--innodb-flush-log-at-trx-commit=0',
    '--binlog-format=ROW',
    '--max-connections=400',
    '--wsrep-on=ON',
    `--wsrep-provider=${library}`,
    '--wsrep-cluster-name=portal',
    `--wsrep-cluster-address=gcomm://${members}`,
    `--wsrep-node-name=${name}`,
    `--wsrep-node-address=127.0.0.1:${ports.group}`,
    '--wsrep-sst-method=rsync',
    `--wsrep-sst-receive-address=127.0.0.1:${ports.full}`,
    `--wsrep-provider-options=${[
      `gmcast.listen_addr=tcp://127.0.0.1:${ports.group}`,
      `ist.recv_addr=127.0.0.1:${ports.incremental}`,
      'gcache.size=16M',
      ...timing,
    ].join(';')}`,
    ...asUser,
  ]
  let server: ChildProcess | undefined
  return {
    url,
    start: async (more: string[] = []) => {
      if (!existsSync(data)) install(data, directory)
      const output = openSync(log, 'w')
      server = spawn('mariadbd', [...args, ...more], { stdio: ['ignore', output, output] })
      await untilSynced(url, server, log)
    },
    kill: () => endProcess(server, 'SIGKILL'),
  }
}

/** How soon the others notice that a node is gone: writes wait for it meanwhile. */
const timing = ['evs.keepalive_period=PT0.5S', 'evs.inactive_check_period=PT0.5S', 'evs.suspect_timeout=PT3S']

function install(data: string, directory: string): void {
  mkdirSync(directory)
  if (isRoot) spawnSync('chown', ['mysql', directory])
  installMariaDb([`--datadir=${data}`, `--tmpdir=${directory}`, '--innodb-log-file-size=16M', ...asUser])
}

async function untilSynced(url: string, server: ChildProcess, log: string): Promise<void> {
  for (let attempt = 0; attempt < 1200 && server.exitCode === null; attempt++) {
    try {
      const connection = await createConnection(url)
      const [rows] = await connection.query<RowDataPacket[]>("show status like 'wsrep_local_state_comment'")
      await connection.end()
      if (rows[0]?.Value === 'Synced') return
    } catch {
      // It does not answer yet.
    }
    await sleep(50)
  }
  throw new Error(`a node of the cluster did not start:\n${readFileSync(log, 'utf8').slice(-2000)}`)
}
