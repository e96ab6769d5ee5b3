import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { freePort } from '../support/database-server.ts'
import { untilItAnswers } from '../support/processes.ts'
import type { Login } from './people.ts'

/** The API's prefix. */
const api = '/api/v1/portal'
const root = fileURLToPath(new URL('../../', import.meta.url))

/** The settings of the measured portal: as in production, without limits on the number of requests. */
export const portalEnvironment = {
  JWT_SECRET: 'a secret of the benchmark, with enough bytes',
  RATE_LIMIT_PER_MINUTE: '1000000000',
  LOGIN_LIMIT_PER_ADDRESS: '1000000000',
  LOGIN_LIMIT_PER_ACCOUNT: '1000000000',
  SIGN_IN_FAILURES_BEFORE_DELAY: '1000000000',
  LOG_LEVEL: 'warn',
  SHUTDOWN_DELAY_MS: '0',
}

/** How the container image runs it; see the Dockerfile. */
const imageArguments = ['--max-semi-space-size=8', 'src/main.ts']
const imageEnvironment = { NODE_ENV: 'production', MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '1048576' }

/** A server in a process of its own. */
export interface ServerProcess {
  url: string
  stop(): Promise<void>
}

export interface PortalProcess extends ServerProcess {
  /** Signs in. @returns the headers of a request by this user */
  signIn(login: Login): Promise<{ authorization: string }>
  /** The address of an operation. */
  addressOf(path: string): string
  /** Bytes of memory that the process holds now; null on systems without /proc. */
  residentMemory(): number | null
}

/** Starts the service on a database. */
export async function startPortal(databaseUrl: string): Promise<PortalProcess> {
  const port = String(await freePort())
  const child = spawn(process.execPath, imageArguments, {
    cwd: root,
    env: { PATH: process.env.PATH, ...imageEnvironment, ...portalEnvironment, DATABASE_URL: databaseUrl, PORT: port },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const url = `http://127.0.0.1:${port}`
  await Promise.race([untilItAnswers(`${url}/health/ready`, (status) => status === 200), untilItFails(child)])
  const addressOf = (path: string) => `${url}${api}${path}`
  return {
    url,
    addressOf,
    stop: () => stopProcess(child),
    residentMemory: () => residentMemory(child.pid),
    signIn: async (login) => {
      const answer = await fetch(addressOf('/auth/login'), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(login),
      })
      if (answer.status !== 200) throw new Error(`signing in failed: ${await answer.text()}`)
      const { data } = (await answer.json()) as { data: { token: string } }
      return { authorization: `Bearer ${data.token}` }
    },
  }
}

/** Rejects when a process ends by itself. */
export async function untilItFails(child: ChildProcess): Promise<never> {
  return new Promise((_resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the server ended with code ${code}`)))
  })
}

/** Stops a process by its id and waits for its end. */
export async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}

function residentMemory(pid: number | undefined): number | null {
  if (process.platform !== 'linux') return null
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kilobytes) * 1024
}
