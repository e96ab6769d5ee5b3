import { type ChildProcess, spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { createConnection } from 'mysql2/promise'

/** A database server of the tests' own, in a temporary directory. */
export interface DatabaseServer {
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

/**
 * Starts a server and waits until it answers.
 *
 * @param directory is deleted when the server is stopped
 * @param asService in a session of its own, as services run: Linux shares processor time out between sessions first.
 *   Ctrl+C then does not reach it; whoever starts it so stops it.
 */
export async function startServer({
  command,
  args,
  directory,
  port,
  asService = false,
}: {
  command: string
  args: string[]
  directory: string
  port: number
  asService?: boolean
}): Promise<DatabaseServer> {
  const url = `mysql://root@127.0.0.1:${port}`
  let server: ChildProcess | undefined
  const start = async () => {
    server = spawn(command, args, { stdio: 'ignore', detached: asService })
    await untilItAnswers(url)
  }
  await start()
  return {
    url,
    start,
    kill: () => endProcess(server, 'SIGKILL'),
    signal: (signal) => {
      server?.kill(signal)
    },
    stop: async () => {
      await endProcess(server, 'SIGTERM')
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

/** Ends a process by a signal and waits until it is gone, if it was started and runs. */
export async function endProcess(process: ChildProcess | undefined, signal: NodeJS.Signals): Promise<void> {
  if (!process || process.exitCode !== null || process.signalCode !== null) return
  const ended = new Promise((resolve) => process.once('exit', resolve))
  process.kill(signal)
  await ended
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
  throw new Error('the private database server did not start')
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
